import { beforeAll, describe, expect, test } from 'vitest';
import { fundMovedBy, NO_FUND } from '../../functions/shared/fund-book.ts';
import { pagesOf } from '../ledger/facts.ts';
import { aPdf, sendFile } from '../library/files.ts';
import { lettersTo } from '../payouts/world.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS, signIn, timelineOf } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aReseller, asking, atFunds, decide, fundPagesOf, type Reseller, requestsOf, setTier, wait } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let mara = '';
let noor = '';
let silver: Reseller;
let gold: Reseller;

beforeAll(async () => {
  [mara, noor] = [await signIn(cloud(), MANAGER), await signIn(cloud(), OPS)];
  silver = await aReseller(cloud(), 'birch', 'Silver');
  gold = await aReseller(cloud(), 'cedar', 'Gold');
});

describe('Who can ask for funds', () => {
  test('a partner sees what its tier gives, and what is left of it', async () => {
    expect(await atFunds(cloud(), silver).show()).toMatchObject({
      tier: 'Silver',
      quotaMinor: 250_000,
      matchBp: 5_000,
      currency: 'USD',
      funds: [
        { quarter: '2027-Q1', freeMinor: 250_000, reserved: 0, settled: 0 },
        { quarter: '2027-Q2', freeMinor: 250_000, reserved: 0, settled: 0 },
      ],
      requests: [],
    });
  });

  test('Registered has none, an affiliate has none, and nobody has any before the agreement', async () => {
    const registered = await aReseller(cloud(), 'hazel', 'Registered');
    const early = await aReseller(cloud(), 'aspen', 'Silver', { accepts: false });
    await join(cloud(), 'willow');
    const affiliate = { cookie: await signIn(cloud(), 'ann@willow.example') };
    for (const [who, words] of [
      [registered, 'they begin at Silver'],
      [early, 'when the agreement is accepted'],
      [affiliate, 'belong to the channel program'],
    ] as const) {
      const reply = await atFunds(cloud(), who).ask();
      expect([reply.status, reply.json().detail]).toEqual([409, expect.stringContaining(words)]);
      expect((await atFunds(cloud(), who).show()).blocked).toContain(words);
    }
  });

  test.each([
    ['a kind that is not eligible [M1]', { activity: 'party' }, 'activity'],
    ['more than the budget less its own part [M2]', { fundMinor: 200_001 }, 'fundMinor'],
    ['an activity of yesterday', { activityOn: '2027-02-28' }, 'activityOn'],
    ['an activity in half a year', { activityOn: '2027-09-01' }, 'activityOn'],
    ['nothing', { fundMinor: 0 }, 'fundMinor'],
    ['half a cent', { budgetMinor: 0.5 }, 'budgetMinor'],
    ['an approval with it', { state: 'approved' }, ''],
  ])('asking for %s is refused', async (_, over, field) => {
    const reply = await atFunds(cloud(), silver).ask(over);
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.json().errors)).toContain(field);
    expect(await requestsOf(cloud(), silver.partnerId)).toEqual([]);
  });
});

describe('Promised, decided, held, proven, paid', () => {
  let requestId = '';
  const find = () => atFunds(cloud(), silver).find(requestId);
  const balances = async () => (await fundPagesOf(cloud(), silver.partnerId)).at(-1)?.balances;

  test('the amount is promised in the moment it is asked for; the same key is the same request', async () => {
    const body = asking();
    const first = await atFunds(cloud(), silver).call('POST', '', body);
    const again = await atFunds(cloud(), silver).call('POST', '', body);
    requestId = first.json().requestId;
    expect([first.status, again.status, again.json().requestId]).toEqual([201, 201, requestId]);
    expect((await atFunds(cloud(), silver).call('POST', '', { ...body, fundMinor: 1 })).status).toBe(422);
    expect(await fundPagesOf(cloud(), silver.partnerId)).toHaveLength(1);
    expect(await balances()).toEqual({ available: 50_000, reserved: 200_000, settled: 0 });
  });

  test('what is left cannot be exceeded', async () => {
    const reply = await atFunds(cloud(), silver).ask({ fundMinor: 50_001 });
    expect([reply.status, reply.json()]).toMatchObject([409, { freeMinor: 50_000, quotaMinor: 250_000 }]);
  });

  test('a person approves a part, and the partner reads it', async () => {
    expect(await decide(cloud(), mara, 'mdf', 'approved-in-part', { amount: '1500' })).toBe(200);
    expect(await find()).toMatchObject({ state: 'approved', approvedMinor: 150_000, due: { what: 'activity' } });
    expect(await balances()).toEqual({ available: 100_000, reserved: 150_000, settled: 0 });
    expect(await lettersTo(cloud(), silver.email)).toContain('mdf-decided');
  });

  test('the partner is reminded, says when it was held, and is reminded of the proof', async () => {
    await wait(cloud(), 18.5);
    expect(await lettersTo(cloud(), silver.email)).toContain('mdf-reminder');
    silver = { ...silver, cookie: await signIn(cloud(), silver.email) };
    expect((await atFunds(cloud(), silver).held(requestId, '2027-03-18')).status).toBe(200);
    expect(await find()).toMatchObject({ state: 'held', due: { what: 'proof', by: '2027-04-18T04:00:00.000Z' } });
  });

  test('proof without anything shown, or from nowhere safe, is refused', async () => {
    const { prove } = atFunds(cloud(), silver);
    expect((await prove(requestId, { links: [] })).status).toBe(422);
    expect((await prove(requestId, { links: ['javascript:alert(1)'] })).status).toBe(422);
    expect((await prove(requestId, { actualMinor: -5 })).status).toBe(422);
  });

  test('a file is proof once it was looked at, if it was sent by this partner and for this', async () => {
    const { prove } = atFunds(cloud(), silver);
    const pdf = { name: 'Receipts.pdf', contentType: 'application/pdf' };
    const other = { ...gold, cookie: await signIn(cloud(), gold.email) };
    const [own, forTheLab, ofAnother] = [
      await sendFile(cloud(), silver, { ...pdf, purpose: 'mdf-proof' }, aPdf('receipts')),
      await sendFile(cloud(), silver, { ...pdf, purpose: 'lab-proof' }, aPdf('lab')),
      await sendFile(cloud(), other, { ...pdf, purpose: 'mdf-proof' }, aPdf('other')),
    ];
    for (const fileId of [forTheLab, ofAnother]) {
      const reply = await prove(requestId, { links: [], files: [fileId] });
      expect([reply.status, reply.json().detail]).toEqual([422, 'files: There is no such file.']);
    }
    expect((await prove(requestId, { links: [], files: [own, own] })).status).toBe(422);
    const reply = await prove(requestId, { actualMinor: 240_000, links: [], files: [own] });
    expect([reply.status, reply.json().proofs[0].files]).toEqual([200, [own]]);
  });

  test('more proof is asked for once, and then accepted', async () => {
    const { prove } = atFunds(cloud(), silver);
    mara = await signIn(cloud(), MANAGER);
    expect(await decide(cloud(), mara, 'mdf-proof', 'needs-more', { note: 'The lead list.' })).toBe(200);
    expect(await find()).toMatchObject({ state: 'more-asked', due: { what: 'more' } });
    const list = { actualMinor: 240_000, links: ['https://files.example.com/leads.csv'] };
    expect((await prove(requestId, list)).status).toBe(200);
    expect(await decide(cloud(), mara, 'mdf-proof-again', 'accepted')).toBe(200);
    expect(await find()).toMatchObject({ state: 'settled', settledMinor: 120_000 });
  });

  test('half of the receipts is credited, once, with its receipt; the rest is free again', async () => {
    expect(await balances()).toEqual({ available: 130_000, reserved: 0, settled: 120_000 });
    expect(await pagesOf(cloud(), silver.partnerId)).toMatchObject([
      {
        kind: 'mdf',
        key: `mdf/${requestId}/paid`,
        balances: { payable: 120_000 },
        note: expect.stringContaining('receipts of USD 2,400.00, your part 50 %'),
      },
    ]);
    expect((await lettersTo(cloud(), silver.email)).filter((name) => name === 'mdf-paid')).toHaveLength(1);
    const { balances: owed } = (await cloud().http('GET', '/api/portal/balances', { cookie: silver.cookie })).json();
    expect(owed).toMatchObject([{ currency: 'USD', payable: 120_000 }]);
  });

  test('what it brought is named later, and joined', async () => {
    const reply = await atFunds(cloud(), silver).name(requestId, { deals: [], leads: ['lead-1', 'lead-2'] });
    expect([reply.status, reply.json()]).toMatchObject([200, { returns: { leads: 40, costPerLeadMinor: 3_000 } }]);
    // A deal that nobody knows counts for nothing, for the partner and for the team.
    await atFunds(cloud(), silver).name(requestId, { deals: ['01DEALTHATISNOTTHERE000000'], leads: [] });
    expect(await atFunds(cloud(), silver).find(requestId)).toMatchObject({ returns: { deals: 0, values: [] } });
    const path = `/api/ops/partners/${silver.partnerId}/mdf`;
    const { requests } = (await cloud().http('GET', path, { cookie: mara })).json();
    expect(requests).toContainEqual(expect.objectContaining({ requestId, deals: ['01DEALTHATISNOTTHERE000000'] }));
  });

  test('the timeline tells it', async () => {
    expect((await timelineOf(cloud(), silver.partnerId)).filter((name) => name === 'mdf-moved.v1')).toHaveLength(8);
  });
});

describe('A race', () => {
  test('of requests that together exceed the quarter, as many are promised as fit [B14]', async () => {
    gold = { ...gold, cookie: await signIn(cloud(), gold.email) };
    const funds = atFunds(cloud(), gold);
    const on = { activityOn: '2027-05-10', budgetMinor: 800_000, fundMinor: 600_000 };
    const statuses = (await Promise.all([funds.ask(on), funds.ask(on)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
    const small = { activityOn: '2027-05-10', budgetMinor: 200_000, fundMinor: 100_000 };
    const many = await Promise.all(Array.from({ length: 6 }, () => funds.ask(small)));
    expect(many.filter(({ status }) => status === 201)).toHaveLength(4);
    const pages = await fundPagesOf(cloud(), gold.partnerId, '2027-Q2');
    expect(pages.at(-1)?.balances).toEqual({ available: 0, reserved: 1_000_000, settled: 0 });
    let balances = NO_FUND;
    for (const page of pages) {
      balances = fundMovedBy(balances, page.lines);
      expect(balances).toEqual(page.balances);
      expect([...page.lines, ...page.against].reduce((sum, { minor }) => sum + minor, 0)).toBe(0);
    }
  });

  test('calling off and approving at once: one of them counts, and the money is right', async () => {
    noor = await signIn(cloud(), OPS);
    const [first] = (await atFunds(cloud(), gold).show()).requests;
    const before = (await fundPagesOf(cloud(), gold.partnerId, '2027-Q2')).at(-1)?.balances.reserved ?? 0;
    await Promise.all([atFunds(cloud(), gold).cancel(first.requestId), decide(cloud(), noor, 'mdf', 'approved')]);
    const { requests } = await atFunds(cloud(), gold).show();
    const reserved = requests
      .filter(({ state }: { state: string }) => !['cancelled', 'declined'].includes(state))
      .reduce(
        (sum: number, one: { approvedMinor?: number; askedMinor: number }) =>
          sum + (one.approvedMinor ?? one.askedMinor),
        0,
      );
    expect((await fundPagesOf(cloud(), gold.partnerId, '2027-Q2')).at(-1)?.balances.reserved).toBe(reserved);
    expect(reserved).toBeLessThanOrEqual(before);
  });
});

describe('Of others there is nothing [fault 35]', () => {
  test('another partner finds no request, and cannot act on it', async () => {
    const [mine] = (await atFunds(cloud(), gold).show()).requests;
    const other = atFunds(cloud(), silver);
    expect(await other.find(mine.requestId)).toBeUndefined();
    expect((await other.cancel(mine.requestId)).status).toBe(404);
    expect((await other.held(mine.requestId, '2027-03-18')).status).toBe(404);
    expect((await other.prove(mine.requestId)).status).toBe(404);
    expect((await other.name(mine.requestId, { deals: [], leads: [] })).status).toBe(404);
  });
});

describe('A tier that changes', () => {
  test('counts from the next request on; what was promised stays', async () => {
    const before = (await fundPagesOf(cloud(), gold.partnerId, '2027-Q2')).at(-1)?.balances.reserved;
    await setTier(cloud(), gold.partnerId, 'Silver');
    const funds = atFunds(cloud(), gold);
    expect((await funds.ask({ activityOn: '2027-05-10', fundMinor: 1 })).status).toBe(409);
    expect((await fundPagesOf(cloud(), gold.partnerId, '2027-Q2')).at(-1)?.balances.reserved).toBe(before);
    await setTier(cloud(), gold.partnerId, 'Platinum');
    expect((await funds.ask({ activityOn: '2027-05-10', budgetMinor: 500_000, fundMinor: 500_000 })).status).toBe(201);
  });
});

describe('A sunset', () => {
  test('releases what is promised', async () => {
    noor = await signIn(cloud(), OPS);
    const path = `/api/ops/partners/${gold.partnerId}/stop`;
    expect((await cloud().http('POST', path, { cookie: noor, body: { reason: 'No activity.' } })).status).toBe(200);
    await cloud().settle();
    const pages = await fundPagesOf(cloud(), gold.partnerId, '2027-Q2');
    expect(pages.at(-1)?.balances).toMatchObject({ reserved: 0 });
    const states = (await requestsOf(cloud(), gold.partnerId)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['released', ...states.filter((state) => state === 'cancelled')]));
  });
});
