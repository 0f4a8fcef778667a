import type { Cloud } from '../../infra/local/cloud.ts';
import { MANAGER, OPS, signIn } from '../support/people.ts';
import { aReseller, certifySales, crmTells, dealItem, desk, pass, type Reseller, registration } from './world.ts';

export const MACHINE = 'arn:aws:states:eu-central-1:000000000000:execution:tandem-local-deal-registration';

/** A deal that was registered, and whose it is. */
export interface Played {
  readonly partner: Reseller;
  /** Whose the customer was before, where somebody had it. */
  readonly other: Reseller | undefined;
  readonly dealId: string;
  readonly customer: string;
}

const refuse = (cloud: Cloud, role: string): void => {
  cloud.faults = (call) =>
    call.role.includes(role)
      ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
      : undefined;
};

/** A reseller with the customer `<name>.com`, registered this moment. */
export const registered = async (
  cloud: Cloud,
  name: string,
  how: { uncertified?: boolean; direct?: boolean; taken?: boolean; broken?: string | undefined } = {},
): Promise<Played> => {
  const partner = await aReseller(cloud, `of-${name}`, { certified: how.uncertified !== true });
  const customer = `customer-${name}`;
  const other = how.taken ? await aReseller(cloud, `other-${name}`) : undefined;
  const openedAt = new Date(cloud.clock.now() - 86_400_000).toISOString();
  const about = { opportunityId: `opp-${name}`, domain: `${customer}.com`, openedAt };
  if (how.direct) await crmTells(cloud, 'opportunity.opened', about);
  if (other)
    await desk(
      () => cloud,
      () => other.cookie,
    )('POST', '/api/portal/deals', registration(customer));
  if (other) await pass(cloud, 60_000);
  if (how.broken) refuse(cloud, how.broken);
  const reply = await desk(
    () => cloud,
    () => partner.cookie,
  )('POST', '/api/portal/deals', registration(customer));
  return { partner, other, dealId: reply.body.dealId, customer };
};

type Deed = (cloud: Cloud, played: Played) => Promise<void>;

/** The partner asks something of the portal. Sessions end within weeks: it signs in anew. */
const asks =
  (path: string, body?: (cloud: Cloud) => Record<string, unknown>): Deed =>
  async (cloud, { partner, dealId }) => {
    const cookie = await signIn(cloud, partner.email);
    const reply = await desk(
      () => cloud,
      () => cookie,
    )('POST', `/api/portal/deals/${dealId}${path}`, body?.(cloud));
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  };

const team =
  (path: string, body: Record<string, unknown>, who = MANAGER): Deed =>
  async (cloud, { dealId }) => {
    const cookie = await signIn(cloud, who);
    const reply = await desk(
      () => cloud,
      () => cookie,
    )('POST', `/api/ops/deals/${dealId}${path}`, body);
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  };

const decidesTask =
  (kind: string, outcome: string): Deed =>
  async (cloud, { partner }) => {
    const cookie = await signIn(cloud, OPS);
    const ask = desk(
      () => cloud,
      () => cookie,
    );
    const { tasks } = (await ask('GET', '/api/ops/tasks')).body;
    const found = tasks.find(
      (one: { kind: string; partnerId: string }) => one.kind === kind && one.partnerId === partner.partnerId,
    );
    await ask('POST', `/api/ops/tasks/${found?.taskId}/decision`, { outcome, reason: 'Looked at anew.' });
  };

const today = (cloud: Cloud): string => new Date(cloud.clock.now()).toISOString().slice(0, 10);

/** What people do with a deal, by name. */
export const deeds: Readonly<Record<string, Deed>> = {
  'the manager approves': team('/decision', { outcome: 'approved' }),
  'the manager rejects': team('/decision', { outcome: 'rejected', why: 'not-qualified', reason: 'No budget.' }),
  'the manager calls it a conflict': team('/decision', { outcome: 'conflict' }),
  'ops approve': team('/decision', { outcome: 'approved' }, OPS),
  'the partner updates': asks('/updates', (cloud) => ({ note: `A talk on ${today(cloud)}.` })),
  'the partner asks for more time': asks('/extension', () => ({ reason: 'Their board meets next month.' })),
  'the partner wins': asks('/win', (cloud) => ({ wonOn: today(cloud), termYears: 2 })),
  'the partner loses': asks('/end', () => ({ as: 'lost', reason: 'They stay with what they have.' })),
  'the partner withdraws it': asks('/end', () => ({ as: 'withdrawn', reason: 'Registered by mistake.' })),
  'the partner checks again': asks('/checks'),
  'the partner appeals': asks('/appeal', () => ({ reason: 'There is a budget: see the mail.' })),
  'the appeal is granted': decidesTask('deal-appeal', 'reinstated'),
  'the appeal is refused': decidesTask('deal-appeal', 'upheld'),
  'a certificate is passed': (cloud, { partner }) => certifySales(cloud, partner.partnerId, partner.email),
  'the other partner gives up': async (cloud, { other }) => {
    const cookie = await signIn(cloud, other?.email ?? '');
    const ask = desk(
      () => cloud,
      () => cookie,
    );
    const { deals } = (await ask('GET', '/api/portal/deals')).body;
    await ask('POST', `/api/portal/deals/${deals[0]?.dealId}/end`, { as: 'lost', reason: 'Lost.' });
  },
  'the partner is sunset': async (cloud, { partner }) => {
    const cookie = await signIn(cloud, OPS);
    const path = `/api/ops/partners/${partner.partnerId}/stop`;
    await desk(
      () => cloud,
      () => cookie,
    )('POST', path, { reason: 'No activity.' });
  },
  'looking breaks': async (cloud) => refuse(cloud, 'LookAtDeal'),
  'chasing breaks': async (cloud) => refuse(cloud, 'ChaseDeal'),
  'everything works again': async (cloud) => {
    cloud.faults = undefined;
  },
  'ops let it try again': decidesTask('mend', 'try-again'),
  'deal.won is told': async (cloud, { dealId }) => {
    const { putOnBus } = await import('../commissions/webhooks.ts');
    const { customer } = await dealItem(cloud, dealId);
    await putOnBus(cloud, 'deal-won-told.v1', `deal/${dealId}/told`, { dealId, domainHash: customer.hash });
  },
};
