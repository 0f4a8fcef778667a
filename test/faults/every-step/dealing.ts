import { crmTells, registration } from '../../deals/world.ts';
import { type Company, TryAgain } from './company.ts';
import { decides as decidesTask } from './moments.ts';
import type { Moment } from './world.ts';

/** A reseller registers deals, and everything happens to them. Each looks first, so that it can be done again. */
type Deed = Moment['does'];

/** Its own customers: a domain for each, as no other company has. */
const customerOf = ({ name }: Company, which: string): string => `${which}-of-${name}`;

interface Shown {
  readonly dealId: string;
  readonly state: string;
  readonly customer: { readonly domain: string };
  readonly history: readonly { readonly says: string; readonly note?: string }[];
}

const dealWith = async (company: Company, which: string): Promise<Shown> => {
  const { deals } = (await company.portal(200, 'GET', '/portal/deals')).json();
  const found = deals.find((one: Shown) => one.customer.domain === `${customerOf(company, which)}.com`);
  if (!found) throw new TryAgain(`There is no deal "${which}" yet.`);
  return (await company.portal(200, 'GET', `/portal/deals/${found.dealId}`)).json();
};

const registers =
  (which: string): Deed =>
  async (company) => {
    await company.portal(201, 'POST', '/portal/deals', registration(customerOf(company, which)));
  };

/** Unless it is done: `state` says when. */
const asks =
  (which: string, path: string, body: Record<string, unknown>, states: readonly string[] = ['approved']): Deed =>
  async (company) => {
    const { dealId, state } = await dealWith(company, which);
    if (states.includes(state)) await company.portal([200, 409], 'POST', `/portal/deals/${dealId}${path}`, body);
  };

const decides =
  (which: string, body: Record<string, unknown>): Deed =>
  async (company) => {
    const { dealId } = await dealWith(company, which);
    await company.ops(200, 'GET', '/deals?which=review', undefined, 'manager');
    const { state } = (await company.ops(200, 'GET', `/deals/${dealId}`, undefined, 'manager')).json();
    const waits = state === 'in-review' || (state === 'approved' && body.outcome === 'conflict');
    if (waits) await company.ops([200, 409], 'POST', `/deals/${dealId}/decision`, body, 'manager');
  };

const approves = (which: string): Deed => decides(which, { outcome: 'approved' });

/** The shop's own sales have worked on a customer, and lose or win it. */
const crm =
  (which: string, type: string, more: Record<string, unknown> = {}): Deed =>
  async (company) => {
    const about = {
      opportunityId: `opp-${which}-${company.name}`,
      domain: `${customerOf(company, which)}.com`,
      name: `${which} of ${company.name}`,
      openedAt: '2027-02-01T09:00:00Z',
    };
    const { status, text } = await crmTells(company.cloud, type, { ...about, ...more });
    if (status !== 200 && status !== 202) throw new TryAgain(`${status} ${text}`);
  };

const imports: Deed = async (company) => {
  const text = `id,domain,name,opened_at,updated_at\ncsv-${company.name},csv-of-${company.name}.com,Csv,2027-02-01,2027-02-02`;
  const { hash } = (await company.ops(200, 'POST', '/direct-pipeline', { text })).json();
  await company.ops(200, 'POST', '/direct-pipeline', { text, confirm: hash });
  await company.ops(200, 'GET', '/direct-pipeline');
};

const alias: Deed = async (company) => {
  await company.ops(200, 'GET', '/customer-aliases');
  const body = {
    domain: `alias-of-${company.name}.com`,
    customer: `first-of-${company.name}.com`,
    note: 'Its second.',
  };
  await company.ops(200, 'POST', '/customer-aliases', body);
};

/** The partner had brought the meeting. */
const credits: Deed = async (company) => {
  const { dealId } = await dealWith(company, 'first');
  const evidence = 'Held the workshop with us.';
  await company.ops([200, 409], 'POST', `/deals/${dealId}/credits`, { rule: 'meeting', evidence });
};

const winsByOps: Deed = async (company) => {
  const { dealId, state } = await dealWith(company, 'second');
  const wonOn = new Date(company.cloud.clock.now()).toISOString().slice(0, 10);
  if (state === 'approved') await company.ops([200, 409], 'POST', `/deals/${dealId}/win`, { wonOn, termYears: 1 });
};

/** Its payments come from an account that nobody had told. */
const joins: Deed = async (company) => {
  const { dealId, state } = await dealWith(company, 'second');
  const body = { customerId: `cus-of-${company.name}`, because: 'Their buyer said so.' };
  if (state === 'won') await company.ops(200, 'POST', `/deals/${dealId}/customer-ids`, body);
};

const tellsOfWin: Deed = async (company) => {
  const { send } = await import('../../commissions/webhooks.ts');
  const { dealId, customer } = await dealWith(company, 'told');
  const { status, text } = await send(company.cloud, 'deal.won', { dealId, domain: customer.domain });
  await company.cloud.settle();
  if (status !== 200 && status !== 202) throw new TryAgain(`${status} ${text}`);
};

const wins: Deed = async (company) => {
  const wonOn = new Date(company.cloud.clock.now()).toISOString().slice(0, 10);
  await asks('first', '/win', { wonOn, termYears: 2 })(company);
};

export const dealt: readonly Moment[] = [
  { at: 'hour 4', does: registers('early') },
  { at: 'hour 5', does: (company) => company.hasACertificateFor(300) },
  { at: 'hour 6', does: asks('early', '/checks', {}, ['blocked']) },
  { at: 'day 1', does: registers('first') },
  { at: 'day 1 hour 1', does: alias },
  { at: 'day 1 hour 2', does: registers('second') },
  { at: 'day 1 hour 3', does: registers('turned') },
  { at: 'day 1 hour 4', does: registers('told') },
  { at: 'day 1 hour 5', does: decides('turned', { outcome: 'rejected', why: 'not-qualified', reason: 'No budget.' }) },
  { at: 'day 1 hour 6', does: approves('first') },
  { at: 'day 1 hour 7', does: credits },
  { at: 'day 1 hour 8', does: asks('turned', '/appeal', { reason: 'There is one.' }, ['rejected']) },
  { at: 'day 1 hour 9', does: asks('first', '/updates', { note: 'A first call.' }) },
  { at: 'day 1 hour 10', does: tellsOfWin },
  { at: 'day 1 hour 11', does: approves('told') },
  { at: 'day 2', does: imports },
  { at: 'day 2 hour 2', does: crm('met', 'opportunity.opened') },
  { at: 'day 2 hour 3', does: registers('met') },
  { at: 'day 2 hour 4', does: decides('met', { outcome: 'conflict' }) },
  { at: 'day 2 hour 5', does: crm('met', 'opportunity.closed', { outcome: 'won' }) },
  { at: 'day 2 hour 6', does: crm('second', 'opportunity.opened') },
  // The manager has rejected it: somebody else decides.
  { at: 'day 2 hour 12', does: decidesTask('deal-appeal', 'reinstated', {}, 'ops') },
  { at: 'day 4', does: approves('second') },
  { at: 'day 4 hour 2', does: winsByOps },
  { at: 'day 4 hour 3', does: joins },
  { at: 'day 4 hour 4', does: asks('first', '/extension', { reason: 'Their board meets later.' }) },
  { at: 'day 5', does: wins },
  { at: 'day 5 hour 2', does: registers('gone') },
  { at: 'day 5 hour 4', does: asks('gone', '/end', { as: 'withdrawn', reason: 'By mistake.' }, ['in-review']) },
];
