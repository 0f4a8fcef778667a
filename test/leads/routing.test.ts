import { describe, expect, test } from 'vitest';
import { answer, erase, report } from '../../functions/leads/acting.ts';
import { advance, standingOf } from '../../functions/leads/advancing.ts';
import type { Happened, Lead } from '../../functions/leads/contract.ts';
import { type Candidate, nextFor } from '../../functions/leads/routing.ts';
import { ownOf } from '../../functions/leads/viewing.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';

const NOW = '2027-03-01T15:00:00.000Z';
const LEAD = '4f7g8h9j0k1m2n3p4q5r6s7t8v';
const idOf = (letter: string): string => letter.repeat(26);
const POLICY = firstPolicy;

const aLead = (over: Partial<Lead> = {}): Lead => ({
  ...{ type: 'LEAD', leadId: LEAD, source: 'site-1', state: 'routing', revision: 1, company: 'Northwind' },
  ...{ region: 'europe', vertical: 'software', receivedAt: NOW, offers: [], reports: [], policyVersion: 1 },
  ...over,
});

const aCandidate = (
  letter: string,
  over: Partial<Candidate['profile']> & {
    regions?: string[];
    verticals?: string[];
    accepts?: boolean;
    open?: number;
    agreed?: boolean;
  } = {},
): Candidate => {
  const { regions = [], verticals = [], accepts = true, open = 0, agreed = true, ...profile } = over;
  const partnerId = idOf(letter);
  return {
    profile: {
      ...{ partnerId, run: 1, personId: idOf('P'), programType: 'channel', stage: 'Scale', portal: 'open' },
      ...{ tier: 'Silver', company: `Company ${letter}` },
      ...profile,
    },
    setting: { type: 'LEAD-SETTING', partnerId, accepts, regions, verticals, changedBy: partnerId, changedAt: NOW },
    hasAgreed: agreed,
    open,
  };
};
const chosen = (...candidates: readonly Candidate[]): string | undefined =>
  nextFor(aLead(), candidates)?.candidate.profile.partnerId[0];

describe('Who gets a lead [D8]', () => {
  test.each<[string, Candidate, Candidate]>([
    [
      'territory goes before everything',
      aCandidate('B', { regions: ['europe'] }),
      aCandidate('A', { verticals: ['software'], tier: 'Platinum' }),
    ],
    ['then the vertical', aCandidate('B', { verticals: ['software'], open: 9 }), aCandidate('A', { tier: 'Platinum' })],
    ['then the tier', aCandidate('B', { tier: 'Gold', open: 9 }), aCandidate('A')],
    ['then the fewest open', aCandidate('B', { open: 1 }), aCandidate('A', { open: 2 })],
    ['of equals the lower id', aCandidate('A'), aCandidate('B')],
  ])('%s', (_, first, other) => {
    expect(chosen(other, first)).toBe(first.profile.partnerId[0]);
    expect(chosen(first, other)).toBe(first.profile.partnerId[0]);
  });

  test.each<[string, Candidate]>([
    ['serves another territory', aCandidate('A', { regions: ['asia-pacific'] })],
    ['knows another vertical', aCandidate('A', { verticals: ['healthcare'] })],
    ['takes no leads', aCandidate('A', { accepts: false })],
    ['has not accepted the agreement', aCandidate('A', { agreed: false })],
    ['has left', aCandidate('A', { stage: 'sunset', portal: 'limited' })],
    ['is an affiliate', aCandidate('A', { programType: 'affiliate' })],
  ])('nobody who %s', (_, candidate) => {
    expect(chosen(candidate)).toBeUndefined();
  });

  test('nobody twice, and it is said why', () => {
    const only = aCandidate('A', { regions: ['europe'] });
    const offered = advance(aLead(), began, [only], POLICY, NOW)?.lead;
    expect(offered?.offers).toMatchObject([
      { because: 'serves europe, takes every vertical, Silver, 0 open leads [D8]' },
    ]);
    expect(nextFor(offered ?? aLead(), [only])).toBeUndefined();
  });
});

const began: Happened = { fact: 'received', at: NOW, by: 'rule', detail: {} };
const TIME: Happened = { fact: 'time', at: NOW, by: 'rule', detail: {} };
const two = [aCandidate('A', { tier: 'Gold' }), aCandidate('B')];
const offered = advance(aLead(), began, two, POLICY, NOW)?.lead ?? aLead();
const PERSON = {
  type: 'LEAD-PERSON' as const,
  name: 'Nora',
  email: 'n@x.example',
  consent: { at: NOW, words: 'Yes.' },
};

describe('An offer', () => {
  test('is open for two business days, with a letter', () => {
    const change = advance(aLead(), began, two, POLICY, NOW);
    expect(change?.lead.offers).toMatchObject([
      { partnerId: idOf('A'), by: '2027-03-03T15:00:00.000Z', result: 'open' },
    ]);
    expect(change?.letters).toMatchObject([{ letter: 'lead-offered', data: { lead: 'Northwind' } }]);
  });

  test('tells company, region and vertical; the rest is withheld until it is accepted', () => {
    expect(ownOf(offered, idOf('A'), PERSON)).toMatchObject({ state: 'offered', company: 'Northwind' });
    expect(ownOf(offered, idOf('A'), PERSON).person).toBeUndefined();
    const taken = answer(offered, idOf('A'), { answer: 'accept' }, 'ann', NOW)?.lead ?? offered;
    expect(ownOf(taken, idOf('A'), PERSON).person).toMatchObject({ name: 'Nora' });
    expect(ownOf(taken, idOf('B'), PERSON)).toMatchObject({ state: 'gone', next: [] });
  });

  test('that is declined or lapses goes to the next, then to ops', () => {
    const declined = answer(offered, idOf('A'), { answer: 'decline', reason: 'Booked.' }, 'ann', NOW)?.lead ?? offered;
    const next = advance(declined, TIME, two, POLICY, NOW)?.lead ?? offered;
    expect(next.offers).toMatchObject([{ result: 'declined', reason: 'Booked.' }, { partnerId: idOf('B') }]);
    const over = next.offers[1]?.by ?? NOW;
    expect(advance(next, TIME, two, POLICY, NOW)).toBeUndefined();
    const left = advance(next, TIME, two, POLICY, over);
    expect(left?.lead).toMatchObject({ state: 'unassigned', offers: [{}, { result: 'lapsed' }] });
    expect(left?.letters).toMatchObject([{ letter: 'lead-passed-on', partnerId: idOf('B'), data: { by: over } }]);
  });

  test('cannot be accepted too late, nor by somebody else', () => {
    expect(() => answer(offered, idOf('A'), { answer: 'accept' }, 'ann', '2027-03-03T15:00:00.000Z')).toThrow(
      'next partner',
    );
    expect(() => answer(offered, idOf('B'), { answer: 'accept' }, 'bo', NOW)).toThrow('no such lead');
  });

  test('of a partner that leaves goes to the next, accepted or not', () => {
    const stopped: Happened = { ...TIME, fact: 'stopped' };
    const taken = answer(offered, idOf('A'), { answer: 'accept' }, 'ann', NOW)?.lead ?? offered;
    for (const lead of [offered, taken]) {
      expect(advance(lead, stopped, two, POLICY, NOW)?.lead).toMatchObject({
        state: 'offered',
        offers: [{ result: 'left' }, { partnerId: idOf('B') }],
      });
    }
  });
});

describe('What becomes of it', () => {
  const taken = answer(offered, idOf('A'), { answer: 'accept' }, 'ann', NOW)?.lead ?? offered;
  const told = (lead: Lead, outcome: 'contacted' | 'meeting' | 'won' | 'lost', dealId?: string) =>
    report(lead, idOf('A'), { outcome, note: '', dealId }, 'ann', NOW);

  test('is reported forwards, and a deal is linked to it', () => {
    const met = told(taken, 'meeting')?.lead ?? taken;
    expect(() => told(met, 'contacted')).toThrow('at meeting already');
    expect(told(met, 'meeting')).toBeUndefined();
    expect(told(met, 'won', 'D1')?.lead).toMatchObject({ state: 'won', dealId: 'D1', endedAt: NOW });
    expect(() => report(taken, idOf('B'), { outcome: 'won', note: '' }, 'bo', NOW)).toThrow();
  });

  test('is reminded of every two weeks, and closed after 90 days without a word', () => {
    const wait = standingOf(taken, POLICY, '2027-03-16T15:00:00.000Z').wait;
    expect(wait).toMatchObject({ letters: [{ letter: 'lead-reminder' }] });
    expect(advance(taken, TIME, two, POLICY, '2027-05-30T13:59:00.000Z')).toBeUndefined();
    expect(advance(taken, TIME, two, POLICY, '2027-05-30T14:00:00.000Z')?.lead.state).toBe('stale');
  });

  test('erased, it is dropped and its person forgotten; over, the person alone', () => {
    expect(erase(taken, 'As asked.', 'noor', NOW)).toMatchObject({ erases: true, lead: { state: 'dropped' } });
    const won = told(taken, 'won')?.lead ?? taken;
    expect(erase(won, 'As asked.', 'noor', NOW)).toMatchObject({ erases: true, lead: { state: 'won' } });
  });
});
