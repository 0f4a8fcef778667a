import { describe, expect, test } from 'vitest';
import { cancel, hold, nameResults, prove } from '../../functions/mdf/acting.ts';
import { advance, pay, standingOf } from '../../functions/mdf/advancing.ts';
import type { Happened, MdfRequest } from '../../functions/mdf/contract.ts';
import { mdfMoves } from '../../functions/mdf/moving.ts';
import { heldBy, moreBy, provenBy } from '../../functions/mdf/timing.ts';
import { type DealNamed, viewOf } from '../../functions/mdf/viewing.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { aProof, aRequest, NOW, PARTNER, PERSON, POLICY, REQUEST } from './builders.ts';

const MIA = '01J000000000000000000000MM';
const decided = (kind: string, outcome: string, detail: Record<string, unknown> = {}): Happened => ({
  fact: `decision:${kind}:${REQUEST}`,
  at: NOW,
  by: MIA,
  detail: { ...detail, outcome, reason: 'As agreed.' },
});
const TIME: Happened = { fact: 'time', at: NOW, by: 'rule', detail: {} };
const become = (request: MdfRequest, happened: Happened, now = NOW) => {
  const change = advance(request, happened, POLICY, now);
  if (!change) throw new Error('Nothing changed.');
  return change;
};
const approved = aRequest({ state: 'approved', approvedMinor: 200_000 });
const held: MdfRequest = { ...approved, state: 'held', heldOn: '2027-03-18' };
const proven: MdfRequest = { ...held, state: 'in-review', proofs: [aProof()] };

describe('A decision on a request [M1]', () => {
  test('approves all of it', () => {
    const { request, fund, letters } = become(aRequest(), decided('mdf', 'approved'));
    expect(request).toMatchObject({ state: 'approved', approvedMinor: 200_000, decided: { by: MIA } });
    expect(fund).toBeUndefined();
    expect(letters).toMatchObject([{ letter: 'mdf-decided', data: { outcome: 'approved', minor: 200_000 } }]);
  });

  test('approves a part: the rest is free again', () => {
    const { request, fund } = become(aRequest(), decided('mdf', 'approved-in-part', { amount: '1500.50' }));
    expect(request).toMatchObject({ state: 'approved', approvedMinor: 150_050 });
    expect(fund).toMatchObject({
      kind: 'reduced',
      lines: [{ minor: -49_950 }, { account: 'available', minor: 49_950 }],
    });
  });

  test('never approves more than was asked for', () => {
    const { request } = become(aRequest(), decided('mdf', 'approved-in-part', { amount: '9000' }));
    expect(request.approvedMinor).toBe(200_000);
  });

  test('declines: all that was promised is free again', () => {
    const { request, fund, letters } = become(aRequest(), decided('mdf', 'declined'));
    expect(request).toMatchObject({ state: 'declined', endedAt: NOW, because: 'As agreed.' });
    expect(fund).toMatchObject({ kind: 'released', lines: [{ minor: -200_000 }, { minor: 200_000 }] });
    expect(letters).toMatchObject([{ letter: 'mdf-decided', data: { outcome: 'declined' } }]);
  });

  test('above the limit takes a second person, who is somebody else [A14]', () => {
    const large = aRequest({ tier: 'Platinum', matchBp: 0, budgetMinor: 3_000_000, askedMinor: 3_000_000 });
    const first = become(large, decided('mdf', 'approved-in-part', { amount: '20000' }));
    expect(first.request).toMatchObject({ state: 'half-approved', first: { by: MIA, approvedMinor: 2_000_000 } });
    expect(first.letters).toEqual([]);
    expect(standingOf(first.request, POLICY, NOW).ask).toMatchObject({ kind: 'mdf-second', about: { notBy: MIA } });
    expect(become(first.request, decided('mdf-second', 'approved')).request).toMatchObject({
      state: 'approved',
      approvedMinor: 2_000_000,
    });
    expect(become(first.request, decided('mdf-second', 'declined')).fund).toMatchObject({ kind: 'released' });
  });

  test('at the limit does not', () => {
    const atLimit = aRequest({ askedMinor: 1_000_000, budgetMinor: 1_000_000 });
    expect(become(atLimit, decided('mdf', 'approved')).request.state).toBe('approved');
  });

  test('that was carried out before changes nothing', () => {
    expect(advance(approved, decided('mdf', 'declined'), POLICY, NOW)).toBeUndefined();
    expect(advance(aRequest({ state: 'cancelled' }), decided('mdf', 'approved'), POLICY, NOW)).toBeUndefined();
  });
});

describe('Time [M3]', () => {
  test('an activity that nobody said was held expires three days after its quarter', () => {
    const by = heldBy(approved, POLICY);
    expect(by).toBe('2027-04-04T04:00:00.000Z');
    expect(advance(approved, TIME, POLICY, '2027-04-04T03:59:59.999Z')).toBeUndefined();
    const { request, fund, letters } = become(approved, TIME, by);
    expect([request.state, fund, letters[0]?.letter]).toMatchObject(['expired', { kind: 'released' }, 'mdf-ended']);
  });

  test('without proof within 30 days of the activity the funds are forfeited', () => {
    const by = provenBy('2027-03-18', POLICY);
    expect(by).toBe('2027-04-18T04:00:00.000Z');
    expect(advance(held, TIME, POLICY, '2027-04-18T03:59:59.999Z')).toBeUndefined();
    expect(become(held, TIME, by).request.state).toBe('forfeited');
  });

  test.each([
    ['America/New_York', '2027-04-18T04:00:00.000Z'],
    ['Pacific/Kiritimati', '2027-04-17T10:00:00.000Z'],
    ['Europe/Berlin', '2027-04-17T22:00:00.000Z'],
  ])('30 days end with a day of the clock of %s', (timeZone, by) => {
    expect(provenBy('2027-03-18', { ...POLICY, calendar: { ...POLICY.calendar, timeZone } })).toBe(by);
  });

  test('more proof that does not come is not waited for', () => {
    const moreAsked = { by: MIA, at: NOW, reason: 'The lead list.' };
    const asked: MdfRequest = { ...proven, state: 'more-asked', moreAsked };
    const by = moreBy(NOW, POLICY);
    expect(advance(asked, TIME, POLICY, NOW)).toBeUndefined();
    const { request } = become(asked, TIME, by);
    expect(request.state).toBe('in-review');
    expect(standingOf(request, POLICY, by).ask?.kind).toBe('mdf-proof-again');
  });

  test('the partner is reminded the day after the activity, a week before the end, and then it ends', () => {
    const at = (now: string) => standingOf(approved, POLICY, now).wait;
    expect(at(NOW)).toMatchObject({ step: `mdf-request/${REQUEST}/activity-0`, letters: [] });
    expect(at('2027-03-19T04:00:00.000Z')).toMatchObject({
      step: `mdf-request/${REQUEST}/activity-1`,
      letters: [{ letter: 'mdf-reminder', data: { what: 'activity' } }],
    });
    expect(at('2027-03-28T04:00:00.000Z')).toMatchObject({
      step: `mdf-request/${REQUEST}/activity-2`,
      seconds: 604_800,
    });
  });

  test('a decision is due in 5 business days, and ruled 5 later [M1, L11]', () => {
    const { ask } = standingOf(aRequest(), POLICY, NOW);
    expect(ask).toMatchObject({ kind: 'mdf', reminder: 3 * 86_400, escalation: 4 * 86_400, deadline: 7 * 86_400 });
    // The clocks of New York change in between.
    expect(ask?.ruling).toBe(7 * 86_400 - 3_600);
  });
});

describe('What a partner does', () => {
  test('says when it was held: proof is due', () => {
    const change = hold(approved, '2027-03-18', PERSON, POLICY, '2027-03-19T15:00:00.000Z');
    expect(change?.request).toMatchObject({ state: 'held', heldOn: '2027-03-18' });
    expect(change?.events.map(({ data }) => data.fact)).toContain(`mdf-held:${REQUEST}`);
    expect(hold(held, '2027-03-18', PERSON, POLICY, NOW)).toBeUndefined();
  });

  test.each([
    ['in the future', '2027-03-25', 'lies in the future'],
    ['in another quarter', '2027-04-01', 'must lie in 2027-Q1 [M3]'],
    ['before it was asked for', '2027-02-27', 'lies before the request'],
  ])('a day %s is refused', (_, heldOn, words) => {
    const now = heldOn.startsWith('2027-04') ? '2027-04-02T15:00:00.000Z' : '2027-03-20T15:00:00.000Z';
    expect(() => hold(approved, heldOn, PERSON, POLICY, now)).toThrow(words);
  });

  test('too late is too late, though nobody has ended it yet', () => {
    expect(() => hold(approved, '2027-03-18', PERSON, POLICY, '2027-04-04T04:00:00.000Z')).toThrow('[M3]');
  });

  const shown = {
    actualMinor: 300_000,
    links: ['https://a.example/1'],
    files: [],
    metrics: [],
    leadCount: 3,
    note: '',
  };

  test('hands in proof, once at a time; the same again changes nothing', () => {
    const now = '2027-03-20T15:00:00.000Z';
    const change = prove(approved, { ...shown, heldOn: '2027-03-18' }, PERSON, POLICY, now);
    expect(change?.request).toMatchObject({ state: 'in-review', heldOn: '2027-03-18', proofs: [{ at: now }] });
    expect(change?.events.at(-1)?.data.fact).toBe(`mdf-proof-sent:${REQUEST}:1`);
    const reviewed = change?.request ?? proven;
    expect(prove(reviewed, { ...shown, heldOn: '2027-03-18' }, PERSON, POLICY, now)).toBeUndefined();
    expect(() => prove(reviewed, { ...shown, leadCount: 4 }, PERSON, POLICY, now)).toThrow('being checked');
  });

  test('calls it off while nothing is proven', () => {
    expect(cancel(held, 'The fair was called off.', PERSON, NOW)?.fund).toMatchObject({ kind: 'released' });
    expect(cancel({ ...held, state: 'cancelled' }, 'Again.', PERSON, NOW)).toBeUndefined();
    expect(() => cancel(proven, 'No.', PERSON, NOW)).toThrow('in review');
  });

  test('names the leads and deals that it brought', () => {
    expect(nameResults(held, { deals: ['D1', 'D1'], leads: [] })?.request).toMatchObject({
      deals: ['D1'],
      revision: 2,
    });
    expect(() => nameResults(approved, { deals: [], leads: [] })).toThrow('once the activity was held');
  });
});

describe('The check of a proof [M1, M2]', () => {
  test('accepted: the receipts by the match, never more than was approved', () => {
    expect(become(proven, decided('mdf-proof', 'accepted')).request).toMatchObject({
      state: 'accepted',
      settledMinor: 200_000,
    });
    const dearer = { ...proven, proofs: [aProof({ actualMinor: 900_000 })] };
    expect(become(dearer, decided('mdf-proof', 'accepted')).request.settledMinor).toBe(200_000);
  });

  test('lower receipts are paid in proportion', () => {
    const cheaper = { ...proven, proofs: [aProof({ actualMinor: 300_001 })] };
    expect(become(cheaper, decided('mdf-proof', 'accepted')).request.settledMinor).toBe(150_000);
  });

  test('a part of the receipts may count', () => {
    const part = decided('mdf-proof', 'accepted-in-part', { amount: '1000' });
    expect(become(proven, part).request.settledMinor).toBe(50_000);
  });

  test('more is asked for once', () => {
    const asked = become(proven, decided('mdf-proof', 'needs-more', { note: 'The lead list.' }));
    expect(asked.request).toMatchObject({ state: 'more-asked', moreAsked: { reason: 'The lead list.' } });
    expect(asked.letters).toMatchObject([{ letter: 'mdf-more-asked', data: { note: 'The lead list.' } }]);
    const again: MdfRequest = { ...asked.request, state: 'in-review', proofs: [aProof(), aProof({ leadCount: 41 })] };
    expect(become(again, decided('mdf-proof-again', 'needs-more')).request.state).toBe('refused');
    expect(become(again, decided('mdf-proof-again', 'accepted')).request.state).toBe('accepted');
  });

  test('refused, or receipts of nothing: all that was promised is free again', () => {
    expect(become(proven, decided('mdf-proof', 'refused'))).toMatchObject({
      request: { state: 'refused' },
      fund: { kind: 'released' },
    });
    const nothing = { ...proven, proofs: [aProof({ actualMinor: 1 })] };
    expect(become(nothing, decided('mdf-proof', 'accepted')).request.state).toBe('refused');
  });

  test('paid: out of the fund and into the book of the partner, both summing to zero', () => {
    const accepted: MdfRequest = { ...proven, state: 'accepted', settledMinor: 150_000 };
    const { request, fund, credit } = pay(accepted, NOW);
    expect(request.state).toBe('settled');
    expect(fund).toMatchObject({
      kind: 'settled',
      lines: [{ minor: -150_000 }, { minor: 150_000 }, { minor: -50_000 }, { minor: 50_000 }],
    });
    expect(credit).toMatchObject({
      kind: 'mdf',
      key: `mdf/${REQUEST}/paid`,
      lines: [{ account: 'payable', minor: 150_000 }],
      against: [{ account: 'expense', minor: -150_000 }],
      note: 'Booth at the Retail Forum (2027-Q1): receipts of USD 4,000.00, your part 50 %',
    });
  });
});

describe('The end of a partnership [L16]', () => {
  const stopped: Happened = { fact: 'stopped', at: NOW, by: 'rule', detail: { reason: 'Sunset.' } };

  test.each(['requested', 'half-approved', 'approved', 'held', 'in-review', 'more-asked'] as const)(
    'releases what is %s',
    (state) => {
      expect(become(aRequest({ state }), stopped)).toMatchObject({
        request: { state: 'released', because: 'Sunset.' },
        fund: { kind: 'released' },
        letters: [],
      });
    },
  );

  test('keeps what was accepted, and what is over', () => {
    expect(advance(aRequest({ state: 'accepted', settledMinor: 1 }), stopped, POLICY, NOW)).toBeUndefined();
    expect(advance(aRequest({ state: 'settled' }), stopped, POLICY, NOW)).toBeUndefined();
  });
});

test('every state can be reached, and every way comes to an end', () => {
  const reached = new Set(Object.values(mdfMoves).flat());
  expect(Object.keys(mdfMoves).filter((state) => state !== 'requested' && !reached.has(state as never))).toEqual([]);
  expect(firstPolicy.mdf.activities).toHaveLength(5);
});

describe('What an activity brought [B14]', () => {
  const deal = (
    dealId: string,
    state: 'won' | 'lost',
    minor: number,
    currency = 'USD',
    partnerId = PARTNER,
  ): DealNamed => ({
    ...{ dealId, partnerId, state },
    arr: { minor, currency },
  });
  const settled: MdfRequest = { ...proven, state: 'settled', settledMinor: 120_000, deals: ['A', 'B', 'C', 'X'] };

  test('is leads at their cost, and the deals that it names, by currency; those of others do not count', () => {
    const others = deal('X', 'won', 9_999, 'USD', MIA);
    const known = [
      deal('A', 'won', 5_000),
      deal('B', 'lost', 2_000),
      deal('C', 'won', 700, 'EUR'),
      others,
      deal('D', 'won', 1),
    ];
    expect(viewOf(settled, POLICY, known).returns).toEqual({
      leads: 40,
      costPerLeadMinor: 3_000,
      deals: 3,
      won: 2,
      values: [
        { currency: 'USD', minor: 7_000, wonMinor: 5_000 },
        { currency: 'EUR', minor: 700, wonMinor: 700 },
      ],
    });
  });
});
