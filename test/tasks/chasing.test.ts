import { describe, expect, test } from 'vitest';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { businessDaysLater } from '../../functions/shared/days.ts';
import { chase, requestedTask, taskLetter } from '../../functions/tasks/chasing.ts';
import { PARTNER } from '../partners/builders.ts';
import { aTask, KEY } from './builders.ts';

const { calendar } = firstPolicy;
const FRIDAY = '2027-03-05T15:00:00.000Z';

describe('Business days [Z1]', () => {
  test.each([
    ['one after a Friday is the Monday', FRIDAY, 1, '2027-03-08T15:00:00.000Z'],
    ['five after a Friday are a week', '2027-02-26T15:00:00.000Z', 5, '2027-03-05T15:00:00.000Z'],
    ['the local hour stays when the clocks change', '2027-03-12T15:00:00.000Z', 1, '2027-03-15T14:00:00.000Z'],
    ['a holiday does not count', '2026-12-24T15:00:00.000Z', 1, '2026-12-28T15:00:00.000Z'],
  ])('%s', (_, from, days, to) => {
    expect(businessDaysLater(from, days, calendar)).toBe(to);
  });
});

describe('A task of no workflow', () => {
  const lab = requestedTask(
    'x'.repeat(32),
    { partnerId: PARTNER, run: 1, kind: 'lab', key: 'ann:1' },
    { detail: {} },
    firstPolicy,
    FRIDAY,
  );

  test('a lab is due in 5 business days', () => {
    expect(lab).toMatchObject({ deadline: '2027-03-12T15:00:00.000Z', assignee: 'manager', chased: true });
  });

  test('goes to the pool at its deadline, once, and is ruled 5 business days later', () => {
    const ofPool = { ...lab, assignee: 'pool' as const };
    expect(chase(lab, firstPolicy, '2027-03-12T14:59:59.999Z')).toBe('nothing');
    expect(chase(lab, firstPolicy, '2027-03-12T15:00:00.000Z')).toBe('escalate');
    expect(chase(ofPool, firstPolicy, '2027-03-18T15:00:00.000Z')).toBe('nothing');
    expect(chase(ofPool, firstPolicy, '2027-03-19T14:00:00.000Z')).toBe('rule');
  });

  test('is due when its kind says, or when who asks does', () => {
    const name = { partnerId: PARTNER, run: 1, kind: 'tier-ask', key: 'co-selling-1' } as const;
    const due = (hours?: number) =>
      requestedTask(KEY, name, { detail: {}, ...(hours ? { hours } : {}) }, firstPolicy, FRIDAY).deadline;
    expect([due(), due(24)]).toEqual(['2027-03-10T15:00:00.000Z', '2027-03-06T15:00:00.000Z']);
  });

  test('a decision that a workflow looks after is left alone, however late', () => {
    expect(chase(aTask(), firstPolicy, '2028-01-01T00:00:00.000Z')).toBe('nothing');
  });

  test('a contact that cannot be reached is a matter for ops', () => {
    const name = { partnerId: PARTNER, run: 1, kind: 'contact-unreachable' } as const;
    const task = requestedTask(KEY, name, { detail: {} }, firstPolicy, FRIDAY);
    expect(taskLetter('decision-needed', task, FRIDAY).to).toEqual({ team: 'ops', partnerId: PARTNER });
  });
});
