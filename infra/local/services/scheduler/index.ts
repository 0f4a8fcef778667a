/** EventBridge Scheduler: the templates' schedules, each in its time zone, in the name of its role. */
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Ground, Resource, Service } from '../../service.ts';
import { checkTarget, type Delivery, deliver, type Failure, roleOf } from '../delivery.ts';
import { createIds, type Ids } from '../ids.ts';
import { jsonService, propertiesOf } from '../json-service.ts';
import { Timetable } from '../schedules/timetable.ts';

const scheduleProperties = z.looseObject({
  Name: z.string().optional(),
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  StartDate: z.string().optional(),
  EndDate: z.string().optional(),
  State: z.string().default('ENABLED'),
  Target: z.looseObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    DeadLetterConfig: z.looseObject({ Arn: z.string().optional() }).optional(),
    RetryPolicy: z
      .looseObject({
        MaximumRetryAttempts: z.coerce.number().default(185),
        MaximumEventAgeInSeconds: z.coerce.number().default(86_400),
      })
      .default({ MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 }),
  }),
});
type Schedule = z.infer<typeof scheduleProperties>;

/** `quiet`: a call of this function would find nothing to do just now, and is left out. */
export const createScheduler = (ground: Ground, quiet?: (functionArn: string) => boolean): Service => {
  const ids = createIds(ground.seed, ground.clock);
  const timetable = new Timetable(ground.clock);
  const resources = ground.resources('AWS::Scheduler::Schedule');
  const schedules = resources.map((resource) => [resource, propertiesOf(resource, scheduleProperties)] as const);
  for (const [resource, schedule] of schedules) checkTarget(resource.logicalId, schedule.Target.Arn);
  return {
    ...jsonService('scheduler', '1.1', {}),
    snapshot: () => timetable.snapshot(),
    restore: (state) => timetable.restore(state),
    start: () => {
      for (const [resource, schedule] of schedules) {
        begin(ground, ids, timetable, resource, schedule, quiet);
      }
    },
    stop: async () => timetable.stop(),
  };
};

const begin = (
  ground: Ground,
  ids: Ids,
  timetable: Timetable,
  resource: Resource,
  schedule: Schedule,
  quiet: ((functionArn: string) => boolean) | undefined,
): void => {
  if (schedule.State === 'DISABLED') return;
  const name = `${schedule.GroupName}/${schedule.Name ?? resource.ref}`;
  const arn = resource.arn ?? `arn:aws:scheduler:${ground.region}:${ground.account}:schedule/${name}`;
  timetable.add({
    name,
    expression: schedule.ScheduleExpression,
    zone: schedule.ScheduleExpressionTimezone,
    from: schedule.StartDate === undefined ? undefined : Date.parse(schedule.StartDate),
    until: schedule.EndDate === undefined ? undefined : Date.parse(schedule.EndDate),
    fire: (dueMs) => {
      if (quiet?.(schedule.Target.Arn)) return;
      const executionId = ids.uuid('schedule', `${arn}${dueMs}`);
      const delivery: Delivery = {
        targetArn: schedule.Target.Arn,
        roleArn: schedule.Target.RoleArn,
        sourceArn: arn,
        principal: 'scheduler.amazonaws.com',
        input: fillInput(schedule.Target.Input, arn, executionId, dueMs),
        executionName: executionId,
      };
      const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = schedule.Target.RetryPolicy;
      const retry = { attempts: MaximumRetryAttempts, maxAgeSeconds: MaximumEventAgeInSeconds };
      void deliver(ground, delivery, retry, (failure) => bury(ground, schedule, delivery, executionId, failure));
    },
  });
};

/** Scheduler's own words in an input, e.g. `<aws.scheduler.scheduled-time>`. */
const fillInput = (input: string, arn: string, executionId: string, dueMs: number): string =>
  input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', Temporal.Instant.fromEpochMilliseconds(dueMs).toString())
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', '1');

const bury = (ground: Ground, schedule: Schedule, delivery: Delivery, executionId: string, failure: Failure): void => {
  const queue = schedule.Target.DeadLetterConfig?.Arn;
  const mayBury =
    queue && ground.allowed(roleOf(ground, schedule.Target.RoleArn), { action: 'sqs:SendMessage', resource: queue });
  if (!mayBury) {
    console.error(`Schedule ${delivery.sourceArn} failed: ${failure.code}: ${failure.message}`);
    return;
  }
  ground.enqueue(queue, delivery.input, {
    SCHEDULE_ARN: delivery.sourceArn,
    TARGET_ARN: delivery.targetArn,
    EXECUTION_ID: executionId,
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    RETRY_ATTEMPTS: String(failure.retries),
    ...(failure.exhausted ? { EXHAUSTED_RETRY_CONDITION: failure.exhausted } : {}),
  });
};
