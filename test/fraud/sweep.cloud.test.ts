import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../functions/affiliates/contract.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, signIn } from '../support/people.ts';
import { setStage } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aClick, flagsIn, lettersTo, nowOf, pass, sells, step, toldOf } from './builders.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let partnerId = '';
let code = '';
let shard = 0;
let mara = '';
const SALES = 45;

const sweep = async () => {
  const { shards, ...begun } = await step(cloud(), 'begin-sweep', { input: {} });
  expect(shards).toEqual([shard]);
  return step(cloud(), 'sweep-shard', { shard, ...begun });
};
const flagOf = async (rule: string) => (await flagsIn(cloud(), partnerId)).find((flag) => flag.rule === rule);
const told = async (what: string) => (await toldOf(cloud(), partnerId)).filter((one) => one.startsWith(what));

beforeAll(async () => {
  partnerId = await join(cloud(), 'rates');
  mara = await signIn(cloud(), MANAGER);
  code = codeOf((await setStage(cloud())).programKey, partnerId, 1);
  shard = Number(ledgerKeys.book(partnerId, '').PK.slice('BOOKS#'.length));
  for (let sale = 0; sale < SALES; sale++) {
    await sells(cloud(), partnerId, {
      customer: `c${sale}`,
      key: `pi_${sale}`,
      touches: [await aClick(cloud(), partnerId, { code })],
    });
  }
});

describe('A night’s sweep', () => {
  test('finds a conversion rate that is too high, and holds every commission that is not payable yet', async () => {
    await pass(cloud(), 1);
    expect(await sweep()).toMatchObject({ partners: 1, flags: 1, top: [{ partnerId, sales: SALES, clicks: SALES }] });
    expect(await flagOf('conversion-high')).toMatchObject({
      state: 'open',
      scope: 'partner',
      findings: [{ evidence: { clicks: SALES, conversions: SALES, rateBp: 10_000 } }],
    });
    expect(await told('held')).toHaveLength(SALES);
    expect(await lettersTo(cloud(), 'ann@rates.example', 'commission-held')).toHaveLength(1);
  });

  test('again finds nothing new', async () => {
    expect(await sweep()).toMatchObject({ flags: 0 });
    expect(await told('held')).toHaveLength(SALES);
  });

  test('what is sold while the flag is open is held as it comes', async () => {
    await sells(cloud(), partnerId, { customer: 'late', key: 'pi_late' });
    expect(await told('held')).toContain('held pi_late');
  });

  test('refunds are counted, and their rate is a flag of its own', async () => {
    for (let sale = 0; sale < 9; sale++) {
      const back = { customer: `c${sale}`, number: 2, kind: 'refund' as const, key: `pi_${sale}~re_1`, minor: -475 };
      await sells(cloud(), partnerId, back);
    }
    await pass(cloud(), 1);
    expect(await sweep()).toMatchObject({ flags: 1 });
    expect(await flagOf('refund-rate')).toMatchObject({ findings: [{ evidence: { refunds: 9, sales: SALES + 1 } }] });
  });

  test('clearing a flag replays everything that it held, and the month’s rate does not come back', async () => {
    const flag = await flagOf('conversion-high');
    const reply = await cloud().http('POST', `/api/ops/partners/${partnerId}/flags/${flag?.flagId}/decision`, {
      cookie: mara,
      body: { outcome: 'released', reason: 'A shop in its own mall.' },
    });
    expect(reply.json()).toMatchObject({ state: 'released' });
    await cloud().settle();
    expect(await told('released')).toHaveLength(SALES + 1);
    await sells(cloud(), partnerId, { customer: 'after', key: 'pi_after' });
    expect((await told('held')).filter((one) => one === 'held pi_after')).toHaveLength(1);
    await pass(cloud(), 1);
    expect(await sweep()).toMatchObject({ flags: 0 });
  });

  test('asks people for the reviews, once; the top affiliates are named', async () => {
    const { shards: _, ...begun } = await step(cloud(), 'begin-sweep', { input: {} });
    expect(begun.top).toBe(true);
    const shards = [await step(cloud(), 'sweep-shard', { shard, ...begun })];
    const ordered = await step(cloud(), 'order-reviews', { day: begun.day, shards });
    expect(ordered).toMatchObject({ reviews: ['brand-audit 2027-w09', 'top-affiliates 2027-03'], partners: 1 });
    await step(cloud(), 'order-reviews', { day: begun.day, shards });
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json();
    const reviews = tasks.filter((one: { company: string }) => one.company === 'The program');
    expect(reviews.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['brand-audit', 'top-affiliates']);
    const top = reviews.find((one: { kind: string }) => one.kind === 'top-affiliates');
    expect(top.detail.affiliates[0]).toMatch(/^1\. rates Ltd \(\d+ sales, \d+ clicks in 30 days\)$/);
    const asked = await lettersTo(cloud(), MANAGER, 'decision-needed');
    expect(asked.map(({ subject }) => subject)).toContain('Decision needed: The program, look at the top affiliates');
    expect(await step(cloud(), 'begin-sweep', { input: {} })).toMatchObject({ top: false });
  });

  test('once the site’s script has told of a page, a click without one is held', async () => {
    const unseen = async (sale: string) => {
      const touches = [await aClick(cloud(), partnerId, { code })];
      await sells(cloud(), partnerId, { customer: sale, key: sale, touches });
      return (await flagsIn(cloud(), partnerId)).some(({ subject }) => String(subject).endsWith(`/${sale}`));
    };
    expect(await unseen('pi_before')).toBe(false);
    await aClick(cloud(), partnerId, { code, seenAt: nowOf(cloud()) });
    await pass(cloud(), 1);
    await sweep();
    expect(await unseen('pi_unseen')).toBe(true);
  });

  test('is started once for a day, however often the schedule calls', async () => {
    const { error } = await cloud().invoke('tandem-local-fraud-start-sweep', {});
    await cloud().invoke('tandem-local-fraud-start-sweep', {});
    expect(error).toBeUndefined();
    await cloud().settle();
    const machine = cloud()
      .resources('AWS::StepFunctions::StateMachine')
      .find(({ ref }) => ref.endsWith('-fraud-sweep'));
    const listed = await cloud().engine.handle('ListExecutions', { stateMachineArn: machine?.ref });
    expect(listed).toMatchObject({ executions: [{ name: `fraud-sweep-${nowOf(cloud()).slice(0, 10)}` }] });
  });
});
