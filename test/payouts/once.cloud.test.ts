import { beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { aPartner, desk, earn, lettersTo, opsCookie, outcomeOf, type Partner, runArn } from './world.ts';

const cloud = withCloud();
let ops = '';
const partners: Partner[] = [];

beforeAll(async () => {
  ops = await opsCookie(cloud());
  for (const name of ['alder', 'birch', 'cedar']) {
    const partner = await aPartner(cloud(), name, { ops });
    partners.push(partner);
    await earn(cloud(), partner.partnerId, 20_000);
  }
});
const kindsOf = async ({ partnerId }: Partner) => (await pagesOf(cloud(), partnerId)).map(({ kind }) => kind);

describe('A payout run that is started twice [fault 34]', () => {
  test('by the schedule, by ops and during sales, is one run; the second says so in a sentence', async () => {
    const start = (name: string) => runArn(cloud(), { period: '2027-03' }, name);
    const [first, second] = await Promise.all([
      start('payout-run-2027-03'),
      start('by-hand'),
      earn(cloud(), partners[0]?.partnerId ?? '', 5_000),
    ]);
    const ended = await Promise.all([outcomeOf(cloud(), first), outcomeOf(cloud(), second)]);
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['FAILED', 'RUNNING']);
    const refused = ended.find(({ status }) => status === 'FAILED');
    expect(refused).toMatchObject({ error: 'InvalidInput' });
    expect(refused?.cause).toContain('The run 2027-03 is already going on. One is enough.');
    const { batches } = (await desk(cloud(), ops).call('GET', '/api/ops/payouts')).json();
    expect(batches).toHaveLength(1);
  });

  test('is started by its daily schedule from the fifth on, under its month’s name, once', async () => {
    await cloud().clock.moveTo(Date.parse('2027-03-07T12:00:00.000Z'));
    await cloud().settle();
    expect((await desk(cloud(), ops).call('GET', '/api/ops/payouts')).json().batches).toHaveLength(1);
  });
});

describe('A payout run whose steps die half-way', () => {
  test('reserves once, pays once and writes once, whatever is tried again', async () => {
    let struck = 0;
    const hit = new Set<string>();
    cloud().faults = ({ role, action, body }) => {
      const here = `${role} ${action} ${Buffer.from(body).toString('utf8').slice(0, 120)}`;
      if (!/ReservePayouts|SettlePayouts|MakeFiles|CountOpen/.test(role) || action === 'Query' || hit.has(here)) return;
      hit.add(here);
      struck++;
      return { kind: 'error', when: struck % 2 === 0 ? 'after' : 'before', name: 'InternalServerError', status: 500 };
    };
    await desk(cloud(), ops).approve('2027-03');
    await cloud().clock.moveTo(cloud().clock.now() + 20 * 60_000);
    await cloud().settle();
    const files = (await desk(cloud(), ops).show('2027-03')).files;
    const { text } = await desk(cloud(), ops).file('2027-03', files[0].name);
    await desk(cloud(), ops).results('2027-03', { format: 'all-paid', file: files[0].name, on: '2027-03-08' });
    await cloud().clock.moveTo(cloud().clock.now() + 20 * 60_000);
    await cloud().settle();
    cloud().faults = undefined;
    expect(struck).toBeGreaterThan(4);
    expect(await desk(cloud(), ops).show('2027-03')).toMatchObject({
      state: 'settled',
      counts: [{ state: 'paid', payouts: 3 }],
    });
    for (const partner of partners) {
      expect((await kindsOf(partner)).slice(-2)).toEqual(['reserved', 'paid']);
      expect((await kindsOf(partner)).filter((kind) => kind === 'reserved')).toHaveLength(1);
      expect((await lettersTo(cloud(), partner.email)).filter((one) => one === 'payout-sent')).toHaveLength(1);
    }
    expect((await desk(cloud(), ops).file('2027-03', files[0].name)).text).toBe(text);
  });
});
