import { describe, expect, test } from 'vitest';
import { type Conflict, settle } from '../../functions/deals/conflicts.ts';
import { exclusiveUntil, nextOfApproved } from '../../functions/deals/exclusive.ts';
import { allows, BEGINS, moves } from '../../functions/deals/moves.ts';
import { plainName, similarTo } from '../../functions/deals/names.ts';
import { partsOf } from '../../functions/deals/winning.ts';
import { firstPolicy, policyDocument } from '../../functions/policy/contract.ts';
import { customerDomain } from '../../functions/shared/customer-domain.ts';
import type { Agreed, ChannelTerms } from '../../functions/tiers/contract.ts';

const at = (day: string): string => `${day}T10:00:00.000Z`;
const partners = (first: string, second: string, until?: string): Conflict => ({
  between: 'partners',
  first: { dealId: 'A', registeredAt: at(first), until: until && at(until) },
  second: { dealId: 'B', registeredAt: at(second) },
});
const direct = (opened: string, registered: string, partnerIsActive: boolean): Conflict => ({
  ...{ between: 'direct', openedAt: at(opened), registeredAt: at(registered), partnerIsActive },
});

describe('The table of conflicts [D5]', () => {
  test.each<[string, Conflict, string, string, boolean, string]>([
    [
      ...(['the second of a week', partners('2027-03-01', '2027-03-08'), 'within-a-week', 'first'] as const),
      ...([false, 'Within 7 days the first to register counts'] as const),
    ],
    [
      ...(['who comes later', partners('2027-03-01', '2027-03-09', '2027-06-01'), 'while-exclusive', 'first'] as const),
      ...([false, 'its exclusivity ends on 2027-06-01'] as const),
    ],
    [
      ...([
        'our sales were there before',
        direct('2027-02-01', '2027-03-01', false),
        'direct-first',
        'direct',
      ] as const),
      ...([true, 'the direct side owns the customer'] as const),
    ],
    [
      ...(['the customer asks for another', { between: 'asked' } as Conflict, 'asked-for', 'second'] as const),
      ...([true, 'that is honoured'] as const),
    ],
    [
      ...([
        'both are active, ours is older',
        direct('2027-02-01', '2027-03-01', true),
        'both-active',
        'direct',
      ] as const),
      ...([true, 'the conflict fee'] as const),
    ],
    [
      ...([
        'both are active, ours is newer',
        direct('2027-03-02', '2027-03-01', true),
        'both-active',
        'partner',
      ] as const),
      ...([false, 'the partner owns the customer'] as const),
    ],
    [
      ...([
        'ours is newer than a registration',
        direct('2027-03-02', '2027-03-01', false),
        'both-active',
        'partner',
      ] as const),
      ...([false, 'older than our own opportunity'] as const),
    ],
  ])('%s', (_, asked, rule, owner, fee, words) => {
    const settled = settle(asked, firstPolicy.deals.conflicts);
    expect(settled).toMatchObject({ rule, owner, fee });
    expect(settled.says).toContain(words);
  });

  test('is data: another table decides otherwise', () => {
    const rows = firstPolicy.deals.conflicts.map((row) => ({ ...row, withinDays: undefined, placeInLine: false }));
    expect(settle(partners('2027-03-01', '2027-05-01'), rows)).toMatchObject({
      rule: 'within-a-week',
      placeInLine: false,
    });
    const always = firstPolicy.deals.conflicts.map((row) => ({ ...row, ...(row.between === 'direct' ? ours : {}) }));
    expect(settle(direct('2027-04-01', '2027-03-01', true), always)).toMatchObject({ owner: 'direct', fee: false });
  });

  const ours = { owner: 'direct', feeToWhoYields: false, directIsOlder: undefined } as const;
  const without = (between: string) => firstPolicy.deals.conflicts.filter((row) => row.between !== between);
  const altered = (over: object) =>
    firstPolicy.deals.conflicts.map((row, index) => (index === 0 ? { ...row, ...over } : row));
  test.each([
    ['a table without an outcome for a kind', without('asked'), 'needs a row of "asked" without conditions'],
    [
      'a second that takes a claim from the first',
      altered({ owner: 'second' }),
      'must be first in a row of "partners"',
    ],
    ['a fee for who never gave way', altered({ feeToWhoYields: true }), 'nobody gives way'],
  ])('%s cannot be published', (_, conflicts, words) => {
    const { success, error } = policyDocument.safeParse({ ...firstPolicy, deals: { ...firstPolicy.deals, conflicts } });
    expect([success, JSON.stringify(error?.issues)]).toEqual([
      false,
      expect.stringContaining(words.replaceAll('"', '\\"')),
    ]);
  });
});

const rules = firstPolicy.deals;
describe('Ninety days of exclusivity, by the clock of the program', () => {
  test.each([
    ['over the change to summer time', 'America/New_York', '2027-01-31T15:00:00.000Z', '2027-05-01T14:00:00.000Z'],
    ['over the change to winter time', 'America/New_York', '2027-09-15T14:00:00.000Z', '2027-12-14T15:00:00.000Z'],
    ['into a leap day', 'UTC', '2027-12-01T10:00:00.000Z', '2028-02-29T10:00:00.000Z'],
    ['at the far end of the world', 'Pacific/Kiritimati', '2028-12-31T23:59:59.999Z', '2029-03-31T23:59:59.999Z'],
    ['at a time that the clocks skip', 'America/New_York', '2026-12-14T07:30:00.000Z', '2027-03-14T07:30:00.000Z'],
  ])('%s', (_, timeZone, from, until) => {
    expect(exclusiveUntil(from, { rules, timeZone })).toBe(until);
  });

  test('what comes next is the earliest of silence, the coming end, and the end', () => {
    const terms = { rules, timeZone: 'UTC' };
    const exclusive = { from: at('2027-03-01'), until: at('2027-05-30'), extended: false, told: false };
    const next = (lastUpdateAt: string, silence: 'none' | 'reminded' | 'warned', told = false) =>
      nextOfApproved({ exclusive: { ...exclusive, told }, lastUpdateAt: at(lastUpdateAt), silence }, terms);
    expect(next('2027-03-01', 'none')).toBe(at('2027-03-31'));
    expect(next('2027-03-01', 'reminded')).toBe(at('2027-04-15'));
    expect(next('2027-03-01', 'warned')).toBe(at('2027-04-30'));
    expect(next('2027-05-01', 'none')).toBe(at('2027-05-16'));
    expect(next('2027-05-01', 'none', true)).toBe(at('2027-05-30'));
  });
});

const WON_AT = '2027-03-10T12:00:00.000Z';

describe('What a won deal earns [T1]', () => {
  test.each([
    ['Registered', 1, false, 1_000],
    ['Registered', 1, true, 1_300],
    ['Silver', 1, false, 2_500],
    ['Silver', 2, true, 3_000],
    ['Gold', 3, true, 4_300],
    ['Platinum', 7, false, 4_500],
  ] as const)('%s for %s years, new customer: %s', (tier, termYears, newCustomer, altogether) => {
    const parts = partsOf({ policy: firstPolicy, tier, terms: undefined }, { at: WON_AT, termYears, newCustomer });
    expect(parts.reduce((sum, { shareBp }) => sum + shareBp, 0)).toBe(altogether);
  });

  const agreed = (over: Partial<Agreed> = {}): ChannelTerms => ({
    ...{ type: 'CHANNEL-TERMS', partnerId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', version: 2 },
    agreed: [
      {
        ...{ agreedId: 'ops-1', tier: 'Platinum', marginBp: 4_000, from: '2027-03-01', until: '2027-03-31' },
        ...{ reference: 'Contract', state: 'approved', proposedBy: 'mara', proposedAt: WON_AT, decidedAt: WON_AT },
        ...over,
      },
    ],
  });
  test.each([
    ['on its last day', {}, '2027-03-31T12:00:00.000Z', 4_000],
    ['the day after', {}, '2027-04-01T12:00:00.000Z', 3_500],
    ['before it begins', {}, '2027-02-28T12:00:00.000Z', 3_500],
    ['while nobody has approved it', { state: 'proposed' }, WON_AT, 3_500],
    ['for another tier', { tier: 'Gold' }, WON_AT, 3_500],
  ] as const)('a margin agreed in place of that of the tier, %s', (_, over, at, margin) => {
    const earning = { policy: firstPolicy, tier: 'Platinum', terms: agreed(over) } as const;
    expect(partsOf(earning, { at, termYears: 1, newCustomer: false })[0]).toEqual({ rule: 'margin', shareBp: margin });
  });
});

describe('A customer', () => {
  test.each([
    ['https://www.Acme.co.uk/about', 'acme.co.uk'],
    ['shop.eu.acme.com', 'acme.com'],
    ['cora@mail.acme.com.au', 'acme.com.au'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['acme', undefined],
    ['http://169.254.169.254/', undefined],
    ['javascript:alert(1)', undefined],
  ])('typed as %s is %s', (typed, domain) => {
    expect(customerDomain(typed)).toBe(domain);
  });

  test.each([
    ['The ACME Corporation', 'Acme GmbH', true],
    ['Acme', 'Acme Industries', true],
    ['Northwind Traders', 'Nortwind Traders', true],
    ['Studio 54', 'Studio 55', false],
    ['Acme', 'Apex', false],
  ])('%s and %s are similar: %s', (one, other, similar) => {
    expect(similarTo(one, [{ name: other, of: 'x', where: 'deal' }])).toHaveLength(similar ? 1 : 0);
  });

  test('keeps its name where that is nothing but a legal form', () => {
    expect(plainName('Holding AG')).toBe('holding ag');
  });
});

test('every state but the last ones can be left, and each is reached; a won deal may still learn who pays on it', () => {
  const all = Object.values(moves).flatMap((move) => ('to' in move ? [move.to] : []));
  const reached = new Set<string>([...BEGINS, ...all]);
  expect([...reached].toSorted()).toEqual(
    ['approved', 'blocked', 'conflict', 'expired', 'in-review', 'lost', 'rejected', 'withdrawn', 'won'].toSorted(),
  );
  for (const over of ['expired', 'lost', 'withdrawn', 'won'] as const) {
    const found = Object.entries(moves).filter(([move]) => allows(move as keyof typeof moves, over));
    expect(found.flatMap(([, move]) => ('to' in move ? [move.to] : []))).toEqual([]);
    expect(found.map(([move]) => move)).toEqual(over === 'won' ? ['name-customer'] : []);
  }
});
