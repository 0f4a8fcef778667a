import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reviewsOn } from '../../functions/fraud/calendar.ts';
import { flagsOfSale, termsOf, toldAtOnce } from '../../functions/fraud/checking.ts';
import type { Flag } from '../../functions/fraud/contract.ts';
import {
  answered,
  appealed,
  chased,
  decided,
  extended,
  type Move,
  moved,
  moves,
  newFlag,
  RULE,
} from '../../functions/fraud/flag.ts';
import { topOf } from '../../functions/fraud/sweeping.ts';
import { switched } from '../../functions/fraud/switching.ts';
import { type FraudRule, firstPolicy, fraudRule } from '../../functions/policy/contract.ts';

const terms = termsOf(1, firstPolicy);
const NOW = '2027-03-01T09:00:00.000Z';
const PARTNER = '01J000000000000000000000AA';
const MARA = { by: '01J000000000000000000000MM', byName: 'Mara' };
const SALE = { customer: 'c'.repeat(22), sale: 'pi_1' };
const day = (days: number): string => new Date(Date.parse(NOW) + days * 86_400_000).toISOString();

const aFlag = (rule: FraudRule = 'same-company', mode: 'on' | 'shadow' = 'on', more: readonly FraudRule[] = []): Flag =>
  newFlag(
    {
      ...{ flagId: PARTNER, partnerId: PARTNER, run: 1, scope: 'sale', subject: 'x', mode, notRun: [], raisedBy: RULE },
      findings: [rule, ...more].map((one) => ({ rule: one, evidence: {} })),
      accruals: [SALE],
    },
    terms,
    NOW,
  );
const rejected = () => decided(aFlag(), 'rejected', MARA, 'Same firm.', terms, NOW);

describe('A new flag', () => {
  test.each<[FraudRule, 'on' | 'shadow', Flag['state'], string | undefined]>([
    ['same-person', 'on', 'rejected', 'rejected'],
    ['same-company', 'on', 'open', 'held'],
    ['click-anomaly', 'on', 'open', undefined],
    ['same-person', 'shadow', 'shadow', undefined],
    ['same-company', 'shadow', 'shadow', undefined],
  ])('under %s, %s, is %s and tells %s', (rule, mode, state, told) => {
    const flag = aFlag(rule, mode);
    expect(flag.state).toBe(state);
    expect(toldAtOnce(flag)).toBe(told);
    expect(flag.appealUntil === undefined).toBe(state !== 'rejected');
  });
});

describe('The moves of a flag', () => {
  const all = Object.keys(moves) as Move[];

  test.each(all)('%s starts in one state alone', (move) => {
    const states: Flag['state'][] = ['open', 'released', 'rejected', 'lapsed', 'shadow'];
    const may = states.filter((state) => {
      try {
        moved({ ...aFlag(), state }, move, RULE, NOW);
        return true;
      } catch {
        return false;
      }
    });
    expect(may).toEqual([moves[move].from]);
  });

  test('whatever is tried in whatever order, nothing is released or rejected twice, and each move is on record', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { maxLength: 12 }), (tried) => {
        let flag = aFlag();
        let [closed, made] = [0, 0];
        for (const move of tried) {
          try {
            const next = moved(flag, move, RULE, NOW);
            if (flag.state === 'open' && next.state !== 'open') closed++;
            flag = next;
            made++;
          } catch {}
        }
        expect(closed).toBeLessThanOrEqual(1);
        expect(flag.history).toHaveLength(made + 1);
        expect(flag.changes).toBe(made);
      }),
    );
  });

  test('a decision says who was first and when to whoever is second', () => {
    const released = decided(aFlag(), 'released', MARA, 'Fine.', terms, NOW);
    expect(() => decided(released, 'rejected', RULE, 'No.', terms, day(1))).toThrow(
      `Already released by Mara at ${NOW}.`,
    );
  });
});

describe('The time-out of a flag', () => {
  const onDay = (days: number, flag: Flag) => chased(flag, terms, day(days));

  test('reminds after 7 days, has a second owner after 14, and ends after 28', () => {
    const flag = aFlag();
    expect(onDay(6, flag)).toBeUndefined();
    const reminded = onDay(7, flag);
    expect(reminded).toMatchObject({ move: 'remind', flag: { owner: 'manager' } });
    expect(onDay(8, reminded?.flag ?? flag)).toBeUndefined();
    const handed = onDay(14, reminded?.flag ?? flag);
    expect(handed).toMatchObject({ move: 'hand-over', flag: { owner: 'ops' } });
    expect(onDay(27, handed?.flag ?? flag)).toBeUndefined();
    expect(onDay(28, handed?.flag ?? flag)).toMatchObject({
      move: 'lapse',
      flag: { state: 'lapsed', decidedBy: 'rule' },
    });
  });

  test('after an outage the step that is due now is made, and none is skipped over the end', () => {
    expect(onDay(20, aFlag())).toMatchObject({ move: 'hand-over' });
    expect(onDay(40, aFlag())).toMatchObject({ move: 'lapse' });
  });

  test.each<[string, Flag, Move]>([
    ['of F2’s kind is released', aFlag('same-device'), 'lapse'],
    ['of F1’s kind is rejected, with an appeal', aFlag('misleading-claims'), 'reject'],
    ['with F1’s kind among its findings is rejected', aFlag('referrer', 'on', ['misleading-claims']), 'reject'],
  ])('a flag %s', (_, flag, move) => {
    const ended = onDay(28, flag);
    expect(ended?.move).toBe(move);
    expect(ended?.flag.appealUntil !== undefined).toBe(move === 'reject');
  });

  test('is the owner’s choice: a later second owner, and an end as long after that', () => {
    const flag = extended(aFlag(), day(30), MARA, 'Waiting.', terms, day(2));
    expect(onDay(29, flag)).toBeUndefined();
    expect(onDay(30, flag)?.move).toBe('hand-over');
    expect(onDay(43, { ...flag, owner: 'ops', nextAt: flag.endsAt })).toBeUndefined();
    // The clocks of the zone have gone forward: the same local time is an hour earlier.
    expect(flag.endsAt).toBe('2027-04-14T09:00:00.000Z');
    expect(() => extended(aFlag(), day(61), MARA, 'Longer.', terms, day(2))).toThrow('at most');
  });
});

describe('An appeal', () => {
  test('is possible once, for 14 days, against a rejection alone', () => {
    const flag = rejected();
    expect(appealed(flag, 'p', 'Mine.', day(13))).toMatchObject({ appeal: { state: 'open' } });
    expect(() => appealed(flag, 'p', 'Mine.', day(15))).toThrow('possible until');
    expect(() => appealed(aFlag(), 'p', 'Mine.', NOW)).toThrow('Only what was rejected');
    expect(() => appealed(appealed(flag, 'p', 'a', NOW), 'p', 'b', NOW)).toThrow('already');
  });

  test.each([
    ['reinstated', 'released'],
    ['upheld', 'rejected'],
  ] as const)('%s leaves the flag %s, and is answered once', (outcome, state) => {
    const flag = answered(appealed(rejected(), 'p', 'Mine.', NOW), outcome, MARA, 'Because.', day(1));
    expect(flag).toMatchObject({ state, appeal: { state: outcome, answer: 'Because.' } });
    expect(() => answered(flag, 'upheld', MARA, 'Again.', day(2))).toThrow();
  });
});

describe('Flags of a sale', () => {
  const finding = (rule: FraudRule) => ({ rule, evidence: {} });
  const checked = (found: readonly FraudRule[], shadow: readonly FraudRule[] = []) => ({
    ...{ partnerId: PARTNER, run: 1, accrual: SALE, pattern: { name: 'p', leads: [SALE, { ...SALE, sale: 'pi_0' }] } },
    answers: { found: found.map(finding), shadow: shadow.map(finding), notRun: [] },
  });

  test('are one of all that bites, under the gravest rule, and one for each rule in shadow', () => {
    const flags = flagsOfSale(checked(['same-company', 'same-person'], ['referrer', 'click-burst']), terms, 'key', NOW);
    expect(flags.map(({ rule, state }) => `${rule} ${state}`)).toEqual([
      'same-person rejected',
      'referrer shadow',
      'click-burst shadow',
    ]);
    expect(flags[0]?.findings).toHaveLength(2);
    expect(new Set(flags.map(({ flagId }) => flagId)).size).toBe(3);
  });

  test('have the same ids whenever the sale is checked again, and others for another sale', () => {
    const one = () => flagsOfSale(checked(['same-company']), terms, 'key', NOW)[0]?.flagId;
    const other = { ...checked(['same-company']), accrual: { ...SALE, sale: 'pi_2' } };
    expect(one()).toBe(one());
    expect(flagsOfSale(other, terms, 'key', NOW)[0]?.flagId).not.toBe(one());
  });

  test('leads alike are one flag that holds them all', () => {
    const [flag] = flagsOfSale(checked(['leads-alike']), terms, 'key', NOW);
    expect(flag).toMatchObject({ subject: 'leads p', accruals: [{ sale: 'pi_1' }, { sale: 'pi_0' }] });
  });

  test('every rule can raise one', () => {
    for (const rule of fraudRule.options) expect(aFlag(rule).rule).toBe(rule);
  });
});

describe('Reviews by people', () => {
  test.each([
    ['2027-03-01', ['brand-audit 2027-w09', 'top-affiliates 2027-03']],
    ['2027-03-08', ['brand-audit 2027-w10']],
    ['2027-04-03', ['brand-audit 2027-w13', 'top-affiliates 2027-04', 'program-audit 2027-q2']],
    ['2027-01-01', ['brand-audit 2026-w53', 'top-affiliates 2027-01', 'program-audit 2027-q1']],
  ])('on %s', (date, wanted) => {
    expect(reviewsOn(date).map(({ kind, key }) => `${kind} ${key}`)).toEqual(wanted);
  });

  test('name who sold most, then who had most clicks, and nobody without either', () => {
    const seller = (partnerId: string, sales: number, clicks: number) => ({ partnerId, sales, clicks });
    const sellers = [seller('d', 0, 0), seller('c', 1, 5), seller('a', 3, 0), seller('b', 1, 9), seller('e', 1, 9)];
    expect(topOf(sellers, 3).map(({ partnerId }) => partnerId)).toEqual(['a', 'b', 'e']);
    expect(topOf(sellers, 9)).toHaveLength(4);
  });
});

test('A switched rule keeps what it was before', () => {
  const asked = { rule: 'referrer', mode: 'shadow', by: PARTNER, byName: 'Noor', reason: 'Trying.' } as const;
  const first = switched(undefined, asked, NOW);
  const second = switched(first, { ...asked, mode: 'on', reason: 'It works.' }, day(1));
  expect(second).toMatchObject({ mode: 'on', changes: 2, history: [{ mode: 'shadow' }, { mode: 'on' }] });
});
