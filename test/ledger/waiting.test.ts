import { describe, expect, test } from 'vitest';
import type { Waiting, WaitingItem } from '../../functions/ledger/contract.ts';
import { isNew, refusedOf, taskOf, waitingOf, waitingView, watcher } from '../../functions/ledger/waiting.ts';
import type { Claim } from '../../functions/shared/journal-items.ts';
import { aFact, CUSTOMER } from './facts.ts';

const NOW = '2027-03-10T09:00:00.000Z';
const OLD = '2027-03-06T09:00:00.000Z';
const FRESH = '2027-03-06T09:00:00.001Z';

const back = (key: string, recordedAt = OLD, kind = 'refund'): Claim => ({
  ...{ kind: 'refund', key, recordedAt },
  body: { kind, at: recordedAt, minor: 500, currency: 'USD' },
});
const half = (key: string, body: Record<string, unknown>): Claim => ({ kind: 'half', key, recordedAt: OLD, body });
const sold = (key: string): Claim => ({ kind: 'sale', key, recordedAt: OLD, customer: CUSTOMER });
const found = (claims: readonly Claim[], looksAt = (_: Claim) => true) => {
  const watching = watcher(looksAt);
  for (const claim of claims) watching.see(claim);
  return watching.left();
};

describe('Among the claims of a shard', () => {
  test('a refund and a dispute without their sale wait, once they are four days old', () => {
    const left = found([back('pi_1~re_1'), back('pi_1~dp_1', OLD, 'chargeback'), back('pi_2~re_1', FRESH)]);
    expect(waitingOf(left, 4, NOW)).toEqual([
      { kind: 'refund', why: 'no-sale', key: 'pi_1~re_1', of: 'pi_1', since: OLD, minor: 500, currency: 'USD' },
      { kind: 'chargeback', why: 'no-sale', key: 'pi_1~dp_1', of: 'pi_1', since: OLD, minor: 500, currency: 'USD' },
    ]);
  });

  test('a half without its other one waits, and two halves do not', () => {
    const left = found([
      half('in_1~invoice', { gross: 4_900, currency: 'USD' }),
      half('in_2~invoice', {}),
      half('in_2~payment', {}),
      half('in_3~payment', { payment: 'pi_3' }),
    ]);
    expect(waitingOf(left, 4, NOW)).toMatchObject([
      { kind: 'invoice', why: 'no-half', of: 'in_1', minor: 4_900, currency: 'USD' },
      { kind: 'payment', why: 'no-half', of: 'in_3' },
    ]);
  });

  test('a refund whose sale is there waits no more; one that its sale could not take is said', () => {
    const claims = [back('pi_1~re_1'), back('pi_1~re_2'), back('pi_1~dp_1~won', OLD, 'chargeback-won'), sold('pi_1')];
    const left = found(claims);
    expect(waitingOf(left, 4, NOW)).toEqual([]);
    const facts = [
      aFact({ kind: 'refund', key: 'pi_1~re_1' }),
      aFact({ kind: 'chargeback-won', key: 'pi_1~dp_1', number: 2 }),
    ];
    expect(left.answered.flatMap((one) => refusedOf(one, facts) ?? [])).toMatchObject([
      { key: 'pi_1~re_2', why: 'not-possible', of: 'pi_1' },
    ]);
    expect(found(claims, () => false).answered).toEqual([]);
  });
});

describe('What waits is asked about', () => {
  const one = (key: string, since = OLD): Waiting => ({ kind: 'refund', why: 'no-sale', key, of: 'pi', since });
  const item = (over: Partial<WaitingItem>): WaitingItem => ({
    ...{ type: 'WAITING-EVENTS', shard: 1, checkedAt: NOW, count: 1, foundAt: NOW, entries: [one('pi~re')] },
    ...over,
  });

  test('when there is something that the night before had not, however many there are', () => {
    expect(isNew([one('pi~re')], undefined)).toBe(true);
    expect(isNew([one('pi~re')], item({}))).toBe(false);
    expect(isNew([one('pi~re'), one('pi~other')], item({}))).toBe(true);
    const hundred = Array.from({ length: 100 }, (_, nth) => one(`pi~${nth}`));
    const many = [...hundred, one('pi~more')];
    expect(isNew(many, item({ count: 101, entries: hundred }))).toBe(false);
    expect(isNew([...many, one('pi~last')], item({ count: 101, entries: hundred }))).toBe(true);
  });

  test('once for a night, the oldest first', () => {
    const items = [
      item({ foundAt: '2027-03-09T03:30:00.000Z', entries: [one('pi~late', FRESH)] }),
      item({ shard: 2, count: 3, foundAt: '2027-03-08T03:30:00.000Z' }),
    ];
    expect(waitingView(items)).toMatchObject({
      count: 4,
      checkedAt: NOW,
      entries: [{ key: 'pi~re' }, { key: 'pi~late' }],
    });
    expect(taskOf(items, NOW)).toMatchObject({
      name: 'task-requested.v1',
      data: { kind: 'waiting-events', key: '2027-03-09', detail: { count: 4, oldest: OLD } },
    });
    expect(taskOf([item({ count: 0, entries: [] })], NOW)).toBeUndefined();
  });
});
