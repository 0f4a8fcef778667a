import { beforeAll, describe, expect, test } from 'vitest';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { putSecrets, readSecrets, STRIPE_SECRET, send, sendStripe } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';

const cloud = withCloud({ throttling: false, assembly: withoutSchedules() });
const DAY_MS = 86_400_000;

const shards = ['pi_never', 'in_1'].map((key) => Number(ledgerKeys.claim('refund', key).PK.slice('CLAIMS#'.length)));

/** The steps of the nightly proof, as many days later, in the shards that matter here. */
const night = async (days: number): Promise<void> => {
  await cloud().clock.moveTo(cloud().clock.now() + days * DAY_MS);
  const since = new Date(cloud().clock.now() - 3 * DAY_MS).toISOString();
  const checked: unknown[] = [];
  for (const shard of shards) {
    const { value, error } = await cloud().invoke('tandem-local-ledger-check-books', { shard, since });
    expect(error, JSON.stringify(value)).toBeUndefined();
    checked.push(value);
  }
  const { error } = await cloud().invoke('tandem-local-ledger-report-books', { shards: checked });
  expect(error).toBeUndefined();
  await cloud().settle();
};
const waiting = async () => {
  return (await cloud().http('GET', '/api/ops/waiting', { cookie: noor })).json();
};
const tasks = async () => {
  const { tasks: all } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mia })).json();
  return all.filter(({ kind }: { kind: string }) => kind === 'waiting-events');
};
const refund = (saleId: string, over: Record<string, unknown> = {}) =>
  send(cloud(), 'refund', { refundId: 're_1', saleId, amountMinor: 500, currency: 'USD', ...over });

let [noor, mia] = ['', ''];

beforeAll(async () => {
  [noor, mia] = [await signIn(cloud(), OPS), await signIn(cloud(), MANAGER)];
  await putSecrets(cloud(), { ...(await readSecrets(cloud())), stripe: [STRIPE_SECRET] });
  await cloud().clock.moveTo(cloud().clock.now() + 120_000);
  expect((await refund('pi_never')).status).toBe(202);
  const invoice = {
    id: 'in_1',
    created: Math.floor(cloud().clock.now() / 1000),
    currency: 'usd',
    amount_paid: 2_000,
    total: 2_000,
  };
  expect((await sendStripe(cloud(), 'invoice.paid', { ...invoice, customer: 'cus_1' })).status).toBe(200);
});

describe('What was told and waits for what never comes', () => {
  test('is nothing of anybody’s concern for four days', async () => {
    await night(1);
    expect(await waiting()).toEqual({ count: 0, entries: [] });
  });

  test('then it is on the page of sales, and ops are asked about it once', async () => {
    await night(4);
    const shown = await waiting();
    expect(shown.count).toBe(2);
    expect(shown.entries).toMatchObject([
      { kind: 'invoice', why: 'no-half', key: 'in_1~invoice', of: 'in_1', minor: 2_000, currency: 'USD' },
      { kind: 'refund', why: 'no-sale', key: 'pi_never~re_1', of: 'pi_never', minor: 500, currency: 'USD' },
    ]);
    await night(1);
    expect(await tasks()).toMatchObject([{ detail: { count: 2, examples: ['in_1~invoice', 'pi_never~re_1'] } }]);
  });

  test('goes from the page when what was missing comes, and what its sale cannot take stays', async () => {
    await refund('pi_never', { refundId: 're_2', amountMinor: 900 });
    const sale = { saleId: 'pi_never', customerId: 'cus_1', amountMinor: 600, currency: 'USD', touches: [] };
    expect((await send(cloud(), 'sale', sale)).status).toBe(200);
    await night(1);
    const shown = await waiting();
    expect(shown.entries.map(({ key, why }: { key: string; why: string }) => [key, why])).toEqual([
      ['in_1~invoice', 'no-half'],
      ['pi_never~re_2', 'not-possible'],
    ]);
    expect(await tasks(), 'there is something new').toHaveLength(2);
    await night(5);
    expect((await waiting()).count, 'it is not forgotten').toBe(2);
  });
});
