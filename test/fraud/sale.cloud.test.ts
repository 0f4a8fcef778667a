import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../functions/affiliates/contract.ts';
import { packFact } from '../../functions/shared/journal-items.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { signalsOf } from '../../functions/shared/signals.ts';
import { aFact } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS, signIn } from '../support/people.ts';
import { setStage } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aClick, customerOf, flagsIn, lettersTo, pass, sells, step, toldOf } from './builders.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
const ANN = 'ann.miller@gmail.com';
let key = '';
let code = '';
let partnerId = '';
let [mara, noor, ann] = ['', '', ''];

const http = async (cookie: string, method: 'GET' | 'POST', path: string, body?: unknown) => {
  const reply = await cloud().http(method, path, { cookie, ...(body ? { body } : {}) });
  await cloud().settle();
  return reply;
};
const email = (address: string) => signalsOf(key, { email: address });
const own = async () => (await http(ann, 'GET', '/api/portal/flags')).json().flags;
const list = async (which: string) => (await http(mara, 'GET', `/api/ops/flags?which=${which}`)).json().flags;
const page = (flagId: string) => `/api/ops/partners/${partnerId}/flags/${flagId}`;
const decide = (cookie: string, flagId: string, outcome: string, reason = 'Looked at the invoice.') =>
  http(cookie, 'POST', `${page(flagId)}/decision`, { outcome, reason });
const switchTo = (rule: string, mode: string) =>
  http(noor, 'POST', `/api/ops/fraud-rules/${rule}`, { mode, reason: 'Being tried.' });
const told = () => toldOf(cloud(), partnerId);
/** The flag of one sale. */
const flagOf = async (sale: string) => {
  const found = (await flagsIn(cloud(), partnerId)).filter(({ subject }) => String(subject).endsWith(`/${sale}`));
  expect(found).toHaveLength(1);
  return found[0] as Record<string, unknown> & { flagId: string };
};

beforeAll(async () => {
  partnerId = await join(cloud(), 'delta', { email: ANN });
  mara = await signIn(cloud(), MANAGER);
  noor = await signIn(cloud(), OPS);
  ann = await signIn(cloud(), ANN);
  key = (await setStage(cloud())).programKey;
  code = codeOf(key, partnerId, 1);
});

describe('A sale to the partner itself', () => {
  test.each([
    ['a tag', 'pi_tag', 'ann.miller+1@gmail.com'],
    ['capitals', 'pi_capitals', 'ANN.MILLER@GMAIL.COM'],
    ['dots of Gmail', 'pi_dots', 'a.n.n.miller@googlemail.com'],
  ])('is rejected at once, with the reason and an appeal: %s', async (_, sale, address) => {
    await sells(cloud(), partnerId, { customer: sale, key: sale, signals: email(address) });
    expect(await flagOf(sale)).toMatchObject({ state: 'rejected', rule: 'same-person', decidedBy: 'rule' });
    expect(await told()).toContain(`rejected ${sale}`);
    const shown = (await own()).find(({ sales }: { sales: string[] }) => sales.includes(sale));
    expect(shown).toMatchObject({ state: 'rejected', reason: expect.stringContaining('same e-mail mailbox') });
    expect(shown.appealUntil).toBe('2027-03-15T13:00:00.000Z'.slice(0, 10) + shown.appealUntil.slice(10));
  });

  test('is told by one letter a day, with the way to appeal', async () => {
    const found = await lettersTo(cloud(), ANN, 'commission-rejected');
    expect(found).toHaveLength(1);
    expect(found[0]?.text).toContain('Appeal until: Monday, 15 March 2027');
  });

  test('a stranger’s is left alone, and what could not be asked is on record where something was found', async () => {
    await sells(cloud(), partnerId, { customer: 'bob', key: 'pi_bob', signals: email('bob@elsewhere.example') });
    expect((await told()).filter((one) => one.endsWith('pi_bob'))).toEqual([]);
    const missing = (await flagOf('pi_tag')).notRun as { rule: string }[];
    expect(missing.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['same-account', 'referrer', 'click-burst']),
    );
  });

  test('paid from the account that the partner is paid to is rejected too', async () => {
    const { payment } = signalsOf(key, { payment: 'DE89 3704 0044 0532 0130 00' });
    const at = new Date(cloud().clock.now()).toISOString();
    const event = { id: 'payee-1', name: 'payee-changed.v1', occurredAt: at, recordedAt: at, partnerId, run: 1 };
    const data = { accountHash: 'x', payment, version: 1, by: partnerId };
    expect(
      (await cloud().invoke('tandem-local-fraud-note-account', { detail: { ...event, data } })).error,
    ).toBeUndefined();
    await sells(cloud(), partnerId, {
      customer: 'carl',
      key: 'pi_iban',
      signals: signalsOf(key, { email: 'carl@elsewhere.example', payment: 'de89370400440532013000' }),
    });
    expect(await flagOf('pi_iban')).toMatchObject({ state: 'rejected', rule: 'same-account' });
  });
});

describe('An appeal', () => {
  let flagId = '';
  const appeal = (reason: string) => http(ann, 'POST', `/api/portal/flags/${flagId}/appeal`, { reason });
  const task = async () =>
    (await http(mara, 'GET', '/api/ops/tasks')).json().tasks.find((one: { kind: string }) => one.kind === 'appeal');

  test('asks somebody of the team, who has 5 business days', async () => {
    ({ flagId } = await flagOf('pi_tag'));
    expect((await appeal('It was a customer of mine.')).json()).toMatchObject({ appeal: { state: 'open' } });
    expect(await task()).toMatchObject({ partnerId, detail: { found: expect.stringContaining('mailbox') } });
    expect((await task()).deadline.slice(0, 10)).toBe('2027-03-08');
    expect((await appeal('It was a customer of mine.')).status).toBe(200);
    expect((await appeal('And another reason.')).status).toBe(409);
  });

  test('that is granted reinstates the commission, and the partner is told why', async () => {
    const { taskId } = await task();
    await pass(cloud(), 1);
    const body = { outcome: 'reinstated', reason: 'The invoice is of another company.' };
    expect((await http(mara, 'POST', `/api/ops/tasks/${taskId}/decision`, body)).status).toBe(200);
    expect(await flagOf('pi_tag')).toMatchObject({ state: 'released', appeal: { state: 'reinstated' } });
    expect((await told()).filter((one) => one.endsWith('pi_tag'))).toEqual(['rejected pi_tag', 'reinstated pi_tag']);
    const [letter] = await lettersTo(cloud(), ANN, 'appeal-decided');
    expect(letter?.text).toContain('The invoice is of another company.');
  });

  test('of another partner’s flag finds nothing', async () => {
    flagId = '0'.repeat(26);
    expect((await appeal('Mine?')).status).toBe(404);
  });
});

describe('A sale to the same company', () => {
  const sell = async (sale: string) => {
    const other = await join(cloud(), `co${sale}`, { email: `zoe@co${sale}.example` });
    const before = partnerId;
    partnerId = other;
    await sells(cloud(), other, { customer: sale, key: sale, signals: email(`tim@co${sale}.example`) });
    return { flag: await flagOf(sale), back: () => (partnerId = before) };
  };

  test('is held, and released by a person: what was held is told again', async () => {
    const { flag, back } = await sell('a1');
    expect(flag).toMatchObject({ state: 'open', rule: 'same-company', owner: 'manager' });
    expect(await told()).toEqual(['held a1']);
    expect(await lettersTo(cloud(), 'zoe@coa1.example', 'commission-held')).toHaveLength(1);
    const view = (await http(mara, 'GET', page(flag.flagId))).json();
    expect(view).toMatchObject({
      found: [{ says: expect.stringContaining('domain of the partner') }],
      accruals: [{ customer: customerOf('a1'), sale: 'a1' }],
      next: [{ says: expect.stringContaining('ops') }, { says: expect.stringContaining('released') }],
    });
    expect((await decide(mara, flag.flagId, 'released')).json()).toMatchObject({ state: 'released' });
    expect(await told()).toEqual(['held a1', 'released a1']);
    back();
  });

  test('two decide at once: the first stands, the second reads by whom and when', async () => {
    const { flag, back } = await sell('a2');
    const both = await Promise.all([decide(mara, flag.flagId, 'released'), decide(noor, flag.flagId, 'rejected')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = both.find(({ status }) => status === 409)?.json();
    expect(late.detail).toMatch(/^Already (released|rejected) by (Mara Vogel|Noor \w+) at 2027-03-0\dT/);
    const outcome = both[0]?.status === 200 ? 'released' : 'rejected';
    expect(await told()).toEqual(['held a2', `${outcome} a2`]);
    const first = outcome === 'released' ? mara : noor;
    expect((await decide(first, flag.flagId, outcome)).status).toBe(200);
    back();
  });

  test('rejected by a person: the appeal is for somebody else', async () => {
    const { flag, back } = await sell('a3');
    expect((await decide(mara, flag.flagId, 'rejected', 'It is the same firm.')).status).toBe(200);
    const zoe = await signIn(cloud(), 'zoe@coa3.example');
    await http(zoe, 'POST', `/api/portal/flags/${flag.flagId}/appeal`, { reason: 'It is my client.' });
    const { tasks } = (await http(mara, 'GET', '/api/ops/tasks')).json();
    const { taskId } = tasks.find((one: { partnerId: string }) => one.partnerId === partnerId);
    const answer = (cookie: string) =>
      http(cookie, 'POST', `/api/ops/tasks/${taskId}/decision`, { outcome: 'upheld', reason: 'Same address.' });
    expect((await answer(mara)).json()).toMatchObject({ status: 409, title: 'second person needed' });
    expect((await answer(noor)).status).toBe(200);
    expect(await told()).toEqual(['held a3', 'rejected a3']);
    expect(await flagOf('a3')).toMatchObject({ state: 'rejected', appeal: { state: 'upheld' } });
    back();
  });

  test('the owner chooses the time-out, within what the policy allows', async () => {
    const { flag, back } = await sell('a4');
    const extend = (secondOwnerAt: string) =>
      http(mara, 'POST', `${page(flag.flagId)}/time-out`, { secondOwnerAt, reason: 'Waiting for the bank.' });
    expect((await extend('2027-04-10T12:00:00.000Z')).json()).toMatchObject({ endsAt: '2027-04-24T12:00:00.000Z' });
    expect((await extend('2027-06-01T12:00:00.000Z')).status).toBe(422);
    expect((await extend('2027-02-01T12:00:00.000Z')).status).toBe(422);
    back();
  });
});

describe('A rule in shadow', () => {
  test('holds nothing, and records what it would have held', async () => {
    expect((await switchTo('reward-traffic', 'shadow')).json()).toMatchObject({ mode: 'shadow' });
    const touches = [await aClick(cloud(), partnerId, { code, referrerHost: 'www.swagbucks.com' })];
    await sells(cloud(), partnerId, {
      customer: 'eve',
      key: 'pi_paid',
      touches,
      signals: email('eve@elsewhere.example'),
    });
    expect((await told()).filter((one) => one.endsWith('pi_paid'))).toEqual([]);
    const [shadow] = await list('shadow');
    expect(shadow).toMatchObject({
      rule: 'reward-traffic',
      state: 'shadow',
      says: expect.stringContaining('swagbucks.com'),
    });
    expect((await http(mara, 'GET', page(shadow.flagId))).json().accruals).toEqual([
      { customer: customerOf('eve'), sale: 'pi_paid' },
    ]);
    expect((await decide(mara, shadow.flagId, 'rejected')).status).toBe(409);
    expect((await own()).flatMap(({ sales }: { sales: string[] }) => sales)).not.toContain('pi_paid');
  });

  test('bites once it is on; a manager cannot switch it', async () => {
    const refused = await http(mara, 'POST', '/api/ops/fraud-rules/reward-traffic', { mode: 'on', reason: 'Now.' });
    expect(refused.status).toBe(403);
    await switchTo('reward-traffic', 'on');
    const touches = [await aClick(cloud(), partnerId, { code, referrerHost: 'www.swagbucks.com' })];
    await sells(cloud(), partnerId, {
      customer: 'fay',
      key: 'pi_paid2',
      touches,
      signals: email('fay@elsewhere.example'),
    });
    expect(await flagOf('pi_paid2')).toMatchObject({ state: 'rejected', rule: 'reward-traffic' });
    const { rules } = (await http(mara, 'GET', '/api/ops/fraud-rules')).json();
    expect(rules.find((one: { rule: string }) => one.rule === 'reward-traffic')).toMatchObject({
      mode: 'on',
      switched: { byName: expect.any(String), reason: 'Being tried.' },
    });
  });
});

describe('How a visitor came', () => {
  test('a burst of clicks from one source around the click is held', async () => {
    const source = { code, ipHash: 'one-source' };
    const all = await Promise.all(Array.from({ length: 21 }, () => aClick(cloud(), partnerId, source)));
    await sells(cloud(), partnerId, {
      customer: 'gus',
      key: 'pi_burst',
      touches: all.slice(-1),
      signals: email('g@e.example'),
    });
    expect(await flagOf('pi_burst')).toMatchObject({ state: 'open', rule: 'click-burst' });
  });

  test('the device that the partner signs in with is held', async () => {
    const from = { sourceIp: '203.0.113.99', headers: { 'user-agent': 'Firefox' } };
    const { device } = signalsOf(key, { ip: from.sourceIp, userAgent: 'Firefox' });
    await cloud().http('POST', '/api/sign-in', { body: { email: ANN }, sourceIp: from.sourceIp });
    await cloud().settle();
    const link = (await cloud().inbox.to(ANN))
      .flatMap(({ links }) => links)
      .findLast((one) => one.includes('/sign-in#'));
    const body = { token: link?.slice(link.indexOf('#') + 1) };
    expect((await cloud().http('POST', '/api/sessions', { body, ...from })).status).toBe(201);
    const touches = [await aClick(cloud(), partnerId, { code, deviceHash: String(device).padEnd(43, 'x') })];
    await sells(cloud(), partnerId, { customer: 'hal', key: 'pi_own', touches, signals: email('hal@e.example') });
    expect(await flagOf('pi_own')).toMatchObject({ state: 'open', rule: 'same-device' });
  });

  test('a record that the stream brings again raises one flag, and tells once', async () => {
    const customer = customerOf('hal');
    const fact = aFact({
      customer,
      key: 'pi_own',
      data: { signals: email('hal@e.example') },
      earned: [{ partnerId, minor: 475 }],
    });
    const NewImage = marshall({ ...ledgerKeys.fact(customer, 1), ...packFact(fact) });
    const Records = [{ eventID: '1', dynamodb: { NewImage, SequenceNumber: '1' } }];
    for (let again = 0; again < 2; again++) {
      const { error } = await cloud().invoke('tandem-local-fraud-check-sale', { Records });
      expect(error).toBeUndefined();
    }
    await flagOf('pi_own');
    expect((await told()).filter((one) => one.endsWith('pi_own'))).toEqual(['held pi_own']);
  });

  test('the third lead alike but for digits holds all three, and a fourth as well', async () => {
    for (const number of [1, 2, 3, 4]) {
      const lead = { customer: `lead${number}`, key: `lead_${number}`, kind: 'lead' as const };
      await sells(cloud(), partnerId, { ...lead, signals: email(`lead${number}@leads.example`) });
      const held = (await told()).filter((one) => one.startsWith('held lead_'));
      expect(held).toHaveLength(number < 3 ? 0 : number);
    }
    const flags = (await flagsIn(cloud(), partnerId)).filter(({ rule }) => rule === 'leads-alike');
    expect(flags).toHaveLength(1);
  });
});

describe('A flag that nobody decides', () => {
  const stateOf = async (sale: string) => (await flagOf(sale)).state;

  test('is remembered after 7 days, has a second owner after 14, and is released after 28 with a warning', async () => {
    await pass(cloud(), 7);
    expect(await step(cloud(), 'chase-flags')).toMatchObject({ released: 0 });
    await pass(cloud(), 7);
    await step(cloud(), 'chase-flags');
    expect(await flagOf('pi_burst')).toMatchObject({ state: 'open', owner: 'ops', reminded: true });
    expect((await lettersTo(cloud(), OPS, 'flag-waiting')).length).toBeGreaterThan(0);
    await pass(cloud(), 14);
    await step(cloud(), 'chase-flags');
    expect(await stateOf('pi_burst')).toBe('lapsed');
    expect(await told()).toContain('released pi_burst');
    const released = await lettersTo(cloud(), ANN, 'commission-released');
    expect(released.some(({ text }) => text.includes('Please note'))).toBe(true);
  });

  test('of F1’s kind is rejected by its time-out, and can be appealed', async () => {
    mara = await signIn(cloud(), MANAGER);
    await sells(cloud(), partnerId, { customer: 'ivo', key: 'pi_before', signals: email('ivo@e.example') });
    const body = { rule: 'misleading-claims', seen: 'A page promises that the product is free.' };
    const raised = (await http(mara, 'POST', `/api/ops/partners/${partnerId}/flags`, body)).json();
    expect(raised).toMatchObject({
      state: 'open',
      raisedBy: 'Mara Vogel',
      next: [{}, { says: expect.stringContaining('rejected') }],
    });
    await sells(cloud(), partnerId, { customer: 'ivy', key: 'pi_claim', signals: email('ivy@e.example') });
    expect(await told()).toEqual(expect.arrayContaining(['held pi_before', 'held pi_claim']));
    for (const days of [7, 7, 14]) {
      await pass(cloud(), days);
      await step(cloud(), 'chase-flags');
    }
    mara = await signIn(cloud(), MANAGER);
    const view = (await http(mara, 'GET', page(raised.flagId))).json();
    expect(view).toMatchObject({
      state: 'rejected',
      accruals: expect.arrayContaining([{ customer: customerOf('ivy'), sale: 'pi_claim' }]),
    });
    expect((await told()).filter((one) => one.endsWith('pi_claim'))).toEqual(['held pi_claim', 'rejected pi_claim']);
    await sells(cloud(), partnerId, { customer: 'jay', key: 'pi_after', signals: email('jay@e.example') });
    expect((await told()).filter((one) => one.endsWith('pi_after'))).toEqual([]);
  });

  test('an appeal after 14 days is too late', async () => {
    await pass(cloud(), 15);
    ann = await signIn(cloud(), ANN);
    const { flagId } = await flagOf('pi_dots');
    expect((await http(ann, 'POST', `/api/portal/flags/${flagId}/appeal`, { reason: 'Late.' })).status).toBe(410);
  });
});
