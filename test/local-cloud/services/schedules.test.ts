import { describe, expect, test } from 'vitest';
import { createScheduler } from '../../../infra/local/services/index.ts';
import { readExpression } from '../../../infra/local/services/schedules/expression.ts';
import { aGround, aResource, aRole, arn, START } from './ground.ts';

const SWEEP = arn('lambda', 'function:sweep:live');
const role = aRole('ScheduleRole');
const aSchedule = (properties: Record<string, unknown>, target: Record<string, unknown> = {}) =>
  aResource(
    'AWS::Scheduler::Schedule',
    'Schedule',
    {
      Name: 'sweep',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: SWEEP, RoleArn: role.arn, Input: '{}', ...target },
      ...properties,
    },
    { arn: arn('scheduler', 'schedule/default/sweep') },
  );
const runs = (expression: string, zone: string, after: string, count: number): string[] => {
  const next = readExpression(expression, zone, START);
  const found: string[] = [];
  let at = Date.parse(after);
  for (let n = 0; n < count; n++) {
    const due = next(at);
    if (due === undefined) break;
    found.push(new Date(due).toISOString().replace(':00.000Z', 'Z'));
    at = due;
  }
  return found;
};

describe('when a schedule runs', () => {
  test.each<[string, string, string, string, string[]]>([
    [
      'every 5 minutes, counted from its start',
      'rate(5 minutes)',
      'UTC',
      '2027-03-01T09:07Z',
      ['2027-03-01T09:10Z', '2027-03-01T09:15Z'],
    ],
    [
      'daily in Berlin, over the change to summer time',
      'cron(30 6 * * ? *)',
      'Europe/Berlin',
      '2027-03-27T12:00Z',
      ['2027-03-28T04:30Z', '2027-03-29T04:30Z'],
    ],
    [
      'a time that the change skips is skipped',
      'cron(30 2 * * ? *)',
      'Europe/Berlin',
      '2027-03-27T12:00Z',
      ['2027-03-29T00:30Z'],
    ],
    [
      'a time that the change repeats runs once',
      'cron(30 2 * * ? *)',
      'Europe/Berlin',
      '2027-10-30T12:00Z',
      ['2027-10-31T00:30Z', '2027-11-01T01:30Z'],
    ],
    ['on weekdays', 'cron(0 9 ? * MON-FRI *)', 'UTC', '2027-03-05T10:00Z', ['2027-03-08T09:00Z', '2027-03-09T09:00Z']],
    [
      'every quarter of an hour',
      'cron(0/15 8 * * ? *)',
      'UTC',
      '2027-03-05T08:20Z',
      ['2027-03-05T08:30Z', '2027-03-05T08:45Z', '2027-03-06T08:00Z'],
    ],
    [
      'on the last day of the month',
      'cron(0 0 L * ? *)',
      'UTC',
      '2027-02-01T00:00Z',
      ['2027-02-28T00:00Z', '2027-03-31T00:00Z'],
    ],
    [
      'on the last Friday',
      'cron(0 0 ? * 6L *)',
      'UTC',
      '2027-03-01T00:00Z',
      ['2027-03-26T00:00Z', '2027-04-30T00:00Z'],
    ],
    ['on the second Tuesday', 'cron(0 0 ? * TUE#2 *)', 'UTC', '2027-03-01T00:00Z', ['2027-03-09T00:00Z']],
    ['on the weekday nearest to the first', 'cron(0 0 1W * ? *)', 'UTC', '2027-04-20T00:00Z', ['2027-05-03T00:00Z']],
    ['on 29 February', 'cron(0 0 29 2 ? *)', 'UTC', '2027-03-01T00:00Z', ['2028-02-29T00:00Z', '2032-02-29T00:00Z']],
    ['once, and never again', 'at(2027-03-05T10:00:00)', 'Europe/Berlin', '2027-03-01T00:00Z', ['2027-03-05T09:00Z']],
    ['never', 'cron(0 0 30 2 ? *)', 'UTC', '2027-03-01T00:00Z', []],
  ])('%s', (_, expression, zone, after, expected) => {
    expect(runs(expression, zone, after, Math.max(expected.length, 1)).slice(0, expected.length)).toEqual(expected);
    if (expected.length === 0) expect(runs(expression, zone, after, 1)).toEqual([]);
  });

  test.each(['cron(0 9 * * * *)', 'cron(0 9 * * ?)', 'rate(5)', 'rate(0 minutes)', 'cron(61 9 * * ? *)', 'daily'])(
    '%s is refused',
    (text) => {
      expect(() => readExpression(text, 'UTC', START)).toThrow();
    },
  );
});

test('a schedule invokes its function in the name of its role, and nothing is awaited by it', async () => {
  const ground = aGround([aSchedule({ ScheduleExpression: 'rate(1 hour)' }), role]);
  createScheduler(ground).start?.();
  expect([ground.clock.nextDue(), ground.clock.nextAwaited()]).toEqual([START + 3_600_000, undefined]);
  await ground.clock.moveTo(START + 3 * 3_600_000);
  expect(ground.invoked.map((call) => call.at - START)).toEqual([3_600_000, 7_200_000, 10_800_000]);
});

test('a schedule whose role may not invoke ends in its dead letters', async () => {
  const queue = arn('sqs', 'dead');
  const schedule = aSchedule({ ScheduleExpression: 'rate(1 hour)' }, { DeadLetterConfig: { Arn: queue } });
  const ground = aGround([schedule, role], { allow: (_, permission) => permission.action === 'sqs:SendMessage' });
  createScheduler(ground).start?.();
  await ground.clock.moveTo(START + 3_600_000);
  expect(ground.invoked).toEqual([]);
  expect(ground.enqueued).toMatchObject([{ queue, attributes: { ERROR_CODE: 'NO_PERMISSIONS' } }]);
});

test('a disabled schedule and one past its end do not run', async () => {
  const off = aSchedule({ ScheduleExpression: 'rate(1 hour)', State: 'DISABLED' });
  const over = aSchedule({ ScheduleExpression: 'rate(1 hour)', EndDate: '2027-03-01T10:30:00Z' });
  const first = aGround([off, role]);
  const second = aGround([over, role]);
  for (const ground of [first, second]) {
    createScheduler(ground).start?.();
    await ground.clock.moveTo(START + 5 * 3_600_000);
  }
  expect([first.invoked.length, second.invoked.length]).toEqual([0, 1]);
});
