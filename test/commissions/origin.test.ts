import { describe, expect, test } from 'vitest';
import { decision } from '../../functions/commissions/contract.ts';
import { receiptOf } from '../../functions/commissions/receipt.ts';
import type { Fact } from '../../functions/ledger/contract.ts';
import { ANN, affiliate, BOB, click, day, earned, knowing, sale, type Told, tell } from './story.ts';

const decisionOn = (facts: readonly Fact[], key: string) =>
  decision.parse(facts.find((one) => one.key === key)?.decision);
const coupon = (partnerId: string, on: number) =>
  ({ kind: 'coupon', key: 'SAVE', partnerId, run: 1, at: day(on) }) as const;
const imported = (what: 'customer' | 'commission', on: number, over: object = {}): Told => ({
  ...{ kind: 'imported', key: `rewardful/${what}`, occurredAt: day(on) },
  ...(what === 'commission' ? { currency: 'USD' } : {}),
  data: { what, tool: 'rewardful', partnerId: ANN, ...over },
});

describe('Who brought a customer keeps it', () => {
  test.each([
    ['a click', click(BOB, day(29))],
    ['a coupon', coupon(BOB, 30)],
    ['a click of its own partner', click(ANN, day(29), 'code.again')],
  ])('%s after the first payment takes nothing', (_, touch) => {
    const facts = tell([sale(), sale({ key: 'pi_2', on: 30, touches: [touch] })], knowing(), day(31));
    expect([earned(facts, ANN), earned(facts, BOB)]).toEqual([4_000, 0]);
    expect(decisionOn(facts, 'pi_2')).toMatchObject({ nth: 2, lost: [{ touch: 0, why: 'customer-kept' }] });
  });

  test('unless that partner has left: then the click counts, as a later payment', () => {
    const known = knowing({ partners: [affiliate(ANN, { stoppedAt: day(20) }), affiliate(BOB)] });
    const later = sale({ key: 'pi_2', on: 30, touches: [click(BOB, day(29))] });
    const facts = tell([sale(), later], known, day(31));
    expect([earned(facts, ANN), earned(facts, BOB)]).toEqual([2_500, 1_500]);
  });

  test('or earns by margin, which is no commission', () => {
    const known = knowing({ partners: [affiliate(ANN, { programType: 'channel', tier: 'Gold' }), affiliate(BOB)] });
    const later = sale({ key: 'pi_2', on: 30, touches: [click(BOB, day(29))] });
    const facts = tell([sale(), later], known, day(31));
    expect([earned(facts, ANN), earned(facts, BOB)]).toEqual([0, 1_500]);
  });
});

describe('A customer that was brought in another tool', () => {
  const renewal = sale({ key: 'pi_9', on: 30, touches: [] });

  test.each(['customer', 'commission'] as const)(
    'earns its partner what later payments earn (known by its %s)',
    (what) => {
      const facts = tell([imported(what, -60), renewal], knowing(), day(31));
      expect(earned(facts, ANN)).toBe(1_500);
      expect(decisionOn(facts, 'pi_9')).toMatchObject({
        nth: 2,
        won: [{ touch: `rewardful/${what}`, partnerId: ANN }],
      });
    },
  );

  test('whichever is told first', () => {
    const [one, other] = [tell([imported('customer', -60), renewal]), tell([renewal, imported('customer', -60)])];
    expect([earned(one), earned(other)]).toEqual([1_500, 1_500]);
  });

  test('keeps its partner when others click; not for longer than a plan pays', () => {
    const clicked = sale({ key: 'pi_9', on: 30, touches: [click(BOB, day(29))] });
    const late = sale({ key: 'pi_10', on: 306, touches: [] });
    const facts = tell([imported('customer', -60), clicked, late], knowing(), day(320));
    expect([earned(facts, ANN), earned(facts, BOB)]).toEqual([1_500, 0]);
    expect(decisionOn(facts, 'pi_10').because).toBe('Later payments earn for 12 months.');
  });

  test('is nobody’s where all that was imported is void', () => {
    expect(earned(tell([imported('commission', -60, { state: 'void' }), renewal]))).toBe(0);
  });

  test('is nobody’s before the day that the tool named, nor where its partner is not known', () => {
    expect(earned(tell([imported('customer', 40), renewal]))).toBe(0);
    expect(earned(tell([imported('customer', -60, { partnerId: '01J0000000000000000000000Z' }), renewal]))).toBe(0);
  });

  test('earns nothing on a payment whose commission was imported', () => {
    const paid = { ...renewal, data: { ...renewal.data, imported: true } };
    const facts = tell([imported('commission', -60), paid]);
    expect(earned(facts)).toBe(0);
    expect(decisionOn(facts, 'pi_9').because).toContain('was imported from another tool');
  });

  test('and the receipt says what led to it', () => {
    const facts = tell([imported('customer', -60), renewal], knowing(), day(31));
    const receipt = receiptOf(facts, 'pi_9', { partnerId: ANN, now: day(32) });
    expect(receipt?.touches).toMatchObject([{ kind: 'import', won: true, at: day(-60) }]);
  });
});
