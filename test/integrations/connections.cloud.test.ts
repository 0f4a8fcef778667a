import { beforeAll, describe, expect, test } from 'vitest';
import type { Connections } from '../../functions/integrations/contract.ts';
import { putSecrets, readSecrets, STRIPE_SECRET, send, sendSigned, sendStripe } from '../commissions/webhooks.ts';
import { aLead } from '../leads/world.ts';
import { withCloud } from '../support/cloud.ts';
import { item, join, MANAGER, OPS, signIn } from '../support/people.ts';

const cloud = withCloud();
let ops = '';
const MINUTE = 60_000;

const ask = (cookie = ops) => cloud().http('GET', '/api/ops/integrations', { cookie });
const way = async (name: string): Promise<Connections['ways'][number]> => {
  const found = ((await ask()).json() as Connections).ways.find((one) => one.name === name);
  if (!found) throw new Error(`There is no way in called ${name}.`);
  return found;
};
const now = (): string => new Date(cloud().clock.now()).toISOString();
const later = (ms: number) => cloud().clock.moveTo(cloud().clock.now() + ms);
const sell = (saleId: string, more: Record<string, unknown> = {}) =>
  send(cloud(), 'sale', {
    saleId,
    customerId: `cus_${saleId}`,
    amountMinor: 4_900,
    currency: 'USD',
    touches: [],
    ...more,
  });

/** Write units of the functions, while something happens. */
const costOf = async (work: () => Promise<unknown>): Promise<number> => {
  const spent = (): number =>
    cloud()
      .counters.all()
      .filter(({ service, role }) => service === 'dynamodb' && role !== 'admin')
      .reduce((sum, { writeUnits }) => sum + writeUnits, 0);
  const before = spent();
  await work();
  await cloud().settle();
  return spent() - before;
};

beforeAll(async () => {
  ops = await signIn(cloud(), OPS);
});

describe('Before anything has come', () => {
  test('each way in has its address and says whether a secret is set, and no secret is told', async () => {
    const reply = await ask();
    const { site, ways, script, payoutService } = reply.json() as Connections;
    expect(ways.map(({ name, address, secrets, signedBy }) => [name, address, secrets, signedBy])).toEqual([
      ['events', `${site}/api/events`, 1, 'standard-webhooks'],
      ['stripe', `${site}/api/stripe`, 0, 'stripe'],
      ['crm', `${site}/api/crm`, 1, 'standard-webhooks'],
      ['leads', `${site}/api/leads`, 1, 'standard-webhooks'],
      ['satisfaction', `${site}/api/satisfaction`, 1, 'standard-webhooks'],
      ['support-cases', `${site}/api/support-cases`, 1, 'standard-webhooks'],
    ]);
    expect(ways.filter(({ acceptedAt, refused, unproven }) => acceptedAt ?? refused ?? unproven)).toEqual([]);
    expect(script).toEqual({ address: `${site}/t.js` });
    expect(payoutService).toBeUndefined();
    expect(reply.text).not.toContain((await readSecrets(cloud())).first);
  });

  test('a manager sees it too, a stranger does not', async () => {
    expect((await ask(await signIn(cloud(), MANAGER))).status).toBe(200);
    expect((await ask('')).status).toBe(401);
  });
});

describe('What comes by the shop', () => {
  test('what was accepted is noted, and within the hour it costs nothing more', async () => {
    const first = now();
    await sell('pi_1');
    const before = await costOf(() => sell('pi_2'));
    expect(await way('events')).toMatchObject({ acceptedAt: first });
    await later(30 * MINUTE);
    expect(await costOf(() => sell('pi_3'))).toBe(before);
    expect(await way('events')).toMatchObject({ acceptedAt: first });
    await later(31 * MINUTE);
    const next = now();
    expect(await costOf(() => sell('pi_4'))).toBe(before + 1);
    expect(await way('events')).toMatchObject({ acceptedAt: next });
  });

  test('what was refused is noted with the reason, once a minute, apart from what nobody signed', async () => {
    const at = now();
    expect((await sell('pi_5', { amountMinor: -1 })).status).toBe(422);
    expect((await sell('pi_6', { colour: 'red' })).status).toBe(422);
    const strangers = await cloud().http('POST', '/api/events', { body: { type: 'sale' } });
    expect(strangers.status).toBe(401);
    const { refused, unproven } = await way('events');
    expect(refused).toMatchObject({ at, status: 422, problem: 'invalid-input' });
    expect(refused?.because).toContain('data.amountMinor');
    expect(unproven).toMatchObject({ at, status: 401, problem: 'not-proven' });
    await later(2 * MINUTE);
    expect((await sell('pi_6', { colour: 'red' })).status).toBe(422);
    expect((await way('events')).refused).toMatchObject({ at: now(), because: expect.stringContaining('colour') });
  });

  test('the next one that is accepted after a refusal is noted at once: it was mended', async () => {
    await later(MINUTE);
    const at = now();
    expect((await sell('pi_5')).status).toBe(200);
    expect(await way('events')).toMatchObject({ acceptedAt: at });
  });

  test('the click of the test event is taken, and nothing follows', async () => {
    const data = { touch: 'connection-test.01J00000000000000000000000' };
    const reply = await send(cloud(), 'click', data);
    expect([reply.status, reply.json().state]).toEqual([202, 'passed-on']);
    await cloud().settle();
    expect(await item(cloud(), 'LINK#connection-test', 'LINK')).toBeUndefined();
  });
});

describe('What comes by the other ways', () => {
  test('Stripe is refused until its secret is set, then noted', async () => {
    const created = () => sendStripe(cloud(), 'customer.created', { id: 'cus_9' });
    expect((await created()).status).toBe(401);
    expect(await way('stripe')).toMatchObject({ secrets: 0, unproven: { status: 401 } });
    await putSecrets(cloud(), { ...(await readSecrets(cloud())), stripe: [STRIPE_SECRET, 'whsec_of_yesterday'] });
    await later(2 * MINUTE);
    expect((await created()).json().answers).toMatchObject([{ state: 'ignored' }]);
    expect(await way('stripe')).toMatchObject({ secrets: 2, acceptedAt: now() });
  });

  test('CRM, leads, survey answers and support cases are noted, and an empty signed message shows that the secret is right', async () => {
    const opportunity = { opportunityId: 'opp-1', domain: 'northwind.example', openedAt: now() };
    const partnerId = await join(cloud(), 'lambda');
    const told = {
      '/api/crm': { type: 'opportunity.opened', timestamp: now(), data: opportunity },
      '/api/leads': aLead(),
      '/api/satisfaction': { answers: [{ partnerId, key: 'a', score: 5, at: now() }] },
      '/api/support-cases': { cases: [{ partnerId, case: 'HD-1', at: now(), subject: 'Cannot sign in' }] },
    };
    for (const [path, body] of Object.entries(told)) {
      const name = path.slice('/api/'.length);
      expect((await sendSigned(cloud(), path, {})).status).toBe(422);
      expect((await way(name)).refused).toMatchObject({ at: now(), status: 422, problem: 'invalid-input' });
      const reply = await sendSigned(cloud(), path, body);
      expect(reply.status, reply.text).toBeLessThan(300);
      expect(await way(name)).toMatchObject({ acceptedAt: now() });
    }
  });
});
