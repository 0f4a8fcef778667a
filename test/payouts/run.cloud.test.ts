import { beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, signIn } from '../support/people.ts';
import { aPartner, desk, earn, lettersTo, opsCookie, outcomeOf, type Partner, runArn } from './world.ts';

const cloud = withCloud();
let ops = '';
let ann: Partner;
let small: Partner;
let bare: Partner;
const balancesOf = async (partnerId: string) => (await pagesOf(cloud(), partnerId)).at(-1)?.balances;

beforeAll(async () => {
  ops = await opsCookie(cloud());
  ann = await aPartner(cloud(), 'fine', { ops });
  small = await aPartner(cloud(), 'small', { ops });
  bare = await aPartner(cloud(), 'bare', { ops, method: null, tax: false });
  await earn(cloud(), ann.partnerId, 12_345);
  await earn(cloud(), ann.partnerId, 500, { matured: false });
  await earn(cloud(), small.partnerId, 4_999);
  await earn(cloud(), bare.partnerId, 9_000);
});

describe('A payout run', () => {
  let run = '';
  test('previews who is paid, who is held and why, and who rolls over; a held partner is told', async () => {
    run = await runArn(cloud(), { period: '2027-03' }, 'payout-run-2027-03');
    const batch = await desk(cloud(), ops).show('2027-03');
    expect(batch).toMatchObject({ state: 'proposed', awaits: 'approval', approvalsNeeded: 1 });
    expect(batch.totals).toEqual([{ currency: 'USD', payouts: 1, minor: 12_345 }]);
    const of = (partner: Partner) => batch.payouts.find((one: Partner) => one.partnerId === partner.partnerId);
    expect(of(ann)).toMatchObject({ state: 'proposed', minor: 12_345, rail: 'paypal', masked: 'p••••@fine.example' });
    expect(of(small)).toMatchObject({ state: 'rolled-over' });
    expect(of(bare)).toMatchObject({
      state: 'held',
      reasons: ['We do not know yet how to pay you.', 'Your tax form is not here yet.'],
    });
    expect(await lettersTo(cloud(), bare.email)).toContain('payout-held');
    expect(await lettersTo(cloud(), ann.email)).not.toContain('payout-held');
    expect(await balancesOf(ann.partnerId)).toMatchObject({ payable: 12_345, pending: 500, transit: 0 });
  });

  test('reserves what was approved before any file is there', async () => {
    expect((await desk(cloud(), ops).file('2027-03', 'paypal-USD-1.csv')).status).toBe(404);
    expect((await desk(cloud(), ops).approve('2027-03')).json()).toMatchObject({ state: 'approved' });
    expect(await balancesOf(ann.partnerId)).toMatchObject({ payable: 0, transit: 12_345, pending: 500 });
    const batch = await desk(cloud(), ops).show('2027-03');
    expect(batch).toMatchObject({ state: 'reserved', awaits: 'results' });
    expect(batch.files).toMatchObject([{ name: 'paypal-USD-1.csv', payouts: 1, minor: 12_345 }]);
  });

  test('gives out the file as often as asked, always the same bytes', async () => {
    const first = await desk(cloud(), ops).file('2027-03', 'paypal-USD-1.csv');
    expect(first.text).toMatch(/^pay@fine\.example,123\.45,USD,[0-9A-Z]{26},"?Partner payout 2027-03"?\r\n$/);
    const second = await desk(cloud(), ops).file('2027-03', 'paypal-USD-1.csv');
    expect(second.text).toBe(first.text);
  });

  test('ends when all is paid, with a remittance letter', async () => {
    const taken = await desk(cloud(), ops).results('2027-03', {
      format: 'all-paid',
      file: 'paypal-USD-1.csv',
      on: '2027-03-02',
    });
    expect(taken.json()).toEqual({ paid: 1, returned: 0, repeated: 0, unknown: [] });
    expect(await balancesOf(ann.partnerId)).toMatchObject({ payable: 0, transit: 0, paid: 12_345 });
    expect(await lettersTo(cloud(), ann.email)).toContain('payout-sent');
    expect(await outcomeOf(cloud(), run)).toMatchObject({
      status: 'SUCCEEDED',
      output: { outcome: 'settled', paid: 1, returned: 0 },
    });
  });

  test('is for the team alone', async () => {
    expect((await desk(cloud(), ann.cookie).call('GET', '/api/ops/payouts/2027-03')).status).toBe(404);
    const manager = await signIn(cloud(), MANAGER);
    expect((await desk(cloud(), manager).call('GET', '/api/ops/payouts')).json().batches).toHaveLength(1);
  });
});
