import { beforeAll, describe, expect, test } from 'vitest';
import { derivedId, keyedHash } from '../../functions/shared/ids.ts';
import { withCloud } from '../support/cloud.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { type Affiliate, anAffiliate, balancesOf, factsOf, programKeyOf, putOnBus, send } from './webhooks.ts';

const cloud = withCloud({ throttling: false, assembly: withoutSchedules() });
let ann: Affiliate;
let touch = '';
let sales = 0;
/** A sale and what can come of it, each told when it is called. */
const story = async (minor = 10_000) => {
  sales += 1;
  const [saleId, customerId, touches] = [`pi_${sales}`, `cus_${sales}`, [touch]];
  const at = new Date(cloud().clock.now()).toISOString();
  const returned = { saleId, currency: 'USD' };
  const customer = keyedHash(await programKeyOf(cloud()), 'customer', customerId).slice(0, 22);
  const flagId = derivedId('test', 'flag', saleId);
  const about = {
    customer,
    sale: saleId,
    partnerId: ann.partnerId,
    flagId,
    rule: 'same-company',
    reason: 'Same company.',
  };
  return {
    saleId,
    customer,
    sale: () => send(cloud(), 'sale', { saleId, customerId, amountMinor: minor, currency: 'USD', touches }, { at }),
    refund: (amountMinor: number, refundId = 're_1') =>
      send(cloud(), 'refund', { ...returned, refundId, amountMinor }, { at }),
    chargeback: (state: 'opened' | 'won' | 'lost', amountMinor = minor) =>
      send(cloud(), 'chargeback', { ...returned, chargebackId: 'dp_1', amountMinor, state }),
    flag: (name: 'held' | 'released' | 'rejected' | 'reinstated') =>
      putOnBus(cloud(), `accrual-${name}.v1`, `flag/${flagId}/${name}`, about),
  };
};
const balances = async () => (await balancesOf(cloud(), ann.partnerId)) ?? { pending: 0, held: 0 };
/** What has come to the partner's pending and held balance while this was told. */
const gained = async (tell: () => Promise<unknown>) => {
  const before = await balances();
  await tell();
  const after = await balances();
  return { pending: after.pending - before.pending, held: after.held - before.held };
};

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'returns');
  touch = await ann.click();
});

describe('A refund', () => {
  test('before its sale waits for it, and the sale then earns nothing', async () => {
    const { sale, refund } = await story();
    const waits = await refund(10_000);
    expect(waits.status).toBe(202);
    expect(waits.json()).toMatchObject({ state: 'waits', commissions: [], because: 'It waits for its sale.' });
    expect(await gained(sale)).toEqual({ pending: 0, held: 0 });
    expect((await refund(10_000)).json()).toMatchObject({ state: 'repeat', commissions: [{ minor: -2_500 }] });
  });

  test('of a part takes back the same part', async () => {
    const { sale, refund } = await story();
    await sale();
    expect(await gained(() => refund(3_333))).toEqual({ pending: -833, held: 0 });
  });

  test('of more than is left is refused, and says how much is left', async () => {
    const { sale, refund } = await story();
    await sale();
    await refund(6_000, 're_1');
    const refused = await refund(4_001, 're_2');
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({ title: 'more than is left', remainingMinor: 4_000 });
    expect(await gained(() => refund(4_000, 're_3'))).toEqual({ pending: -1_000, held: 0 });
  });

  test('told twice is one; of another amount under the same id it is refused', async () => {
    const { sale, refund } = await story();
    await sale();
    await refund(1_000);
    expect(await gained(() => refund(1_000))).toEqual({ pending: 0, held: 0 });
    expect((await refund(2_000)).status).toBe(422);
  });

  test('in another currency than its sale is refused', async () => {
    const { sale, saleId } = await story();
    await sale();
    const refund = { refundId: 're_9', saleId, amountMinor: 100, currency: 'EUR' };
    expect((await send(cloud(), 'refund', refund)).json()).toMatchObject({ status: 422, title: 'another currency' });
  });

  test('that waits for too much is put down, and holds up no sale', async () => {
    const { sale, refund } = await story();
    await refund(20_000);
    expect(await gained(sale)).toEqual({ pending: 2_500, held: 0 });
    expect(cloud().logs.some(({ line }) => line.includes('WAITING_REFUSED'))).toBe(true);
  });
});

describe('A chargeback', () => {
  test('takes the commission back, and gives it again when it is won', async () => {
    const { sale, chargeback } = await story();
    await sale();
    expect(await gained(() => chargeback('opened'))).toEqual({ pending: -2_500, held: 0 });
    expect(await gained(() => chargeback('lost'))).toEqual({ pending: 0, held: 0 });
    expect(await gained(() => chargeback('won'))).toEqual({ pending: 2_500, held: 0 });
    expect(await gained(() => chargeback('won'))).toEqual({ pending: 0, held: 0 });
  });
});

const permutations = <T>(of: readonly T[]): readonly (readonly T[])[] =>
  of.length < 2 ? [of] : of.flatMap((one, index) => permutations(of.toSpliced(index, 1)).map((rest) => [one, ...rest]));

describe('A sale, a refund, a chargeback and a hold', () => {
  test('end with the same balances in each of the 24 orders', async () => {
    const ends = new Set<string>();
    for (const order of permutations([0, 1, 2, 3])) {
      const { sale, refund, chargeback, flag, customer } = await story();
      const steps = [sale, () => refund(2_000), () => chargeback('opened', 3_000), () => flag('held')];
      const end = await gained(async () => {
        for (const index of order) await steps[index]?.();
      });
      ends.add(JSON.stringify(end));
      expect(await factsOf(cloud(), customer)).toHaveLength(4);
    }
    expect([...ends]).toEqual(['{"pending":0,"held":1250}']);
  }, 120_000);

  test('a flag that was released before it held anything holds nothing', async () => {
    const { sale, flag } = await story();
    await flag('released');
    await flag('held');
    expect(await gained(sale)).toEqual({ pending: 2_500, held: 0 });
  });

  test('a rejected commission comes back when it is reinstated', async () => {
    const { sale, flag } = await story();
    await sale();
    expect(await gained(() => flag('held'))).toEqual({ pending: -2_500, held: 2_500 });
    expect(await gained(() => flag('rejected'))).toEqual({ pending: 0, held: -2_500 });
    expect(await gained(() => flag('reinstated'))).toEqual({ pending: 2_500, held: 0 });
    expect(await gained(() => flag('reinstated'))).toEqual({ pending: 0, held: 0 });
  });
});
