/** EventBridge: buses, rules with patterns or schedules, and their targets. */
import * as z from 'zod';
import type { Ground } from '../../service.ts';
import { deliver, type Failure } from '../delivery.ts';
import { ServiceFault } from '../fault.ts';
import { createIds, type Ids } from '../ids.ts';
import { action, jsonService, lastPart, propertiesOf } from '../json-service.ts';
import { maySend } from '../resource-policy.ts';
import { Timetable } from '../schedules/timetable.ts';
import type { BusEvent, EventsService } from '../types.ts';
import { type Rule, retryRule, rulesOf, type Target } from './rules.ts';
import { targetInput } from './transform.ts';

/** An event as targets see it. */
interface Envelope {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

const MAX_ENTRY_BYTES = 256 * 1024;

const entry = z.looseObject({
  Time: z.number().optional(),
  Source: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
});
type EntryInput = z.infer<typeof entry>;
const putEvents = z.looseObject({ Entries: z.array(entry).min(1).max(10) });

export const createEvents = (ground: Ground): EventsService => {
  const rules = rulesOf(ground);
  const buses = busNames(ground);
  const ids = createIds(ground.seed, ground.clock);
  const timetable = new Timetable(ground.clock);
  const publish = (bus: string, event: Envelope): void => {
    for (const rule of rules) {
      if (rule.bus !== bus || !rule.matches?.(event)) continue;
      for (const target of rule.targets) send(ground, ids, rule, target, event);
    }
  };
  const service = jsonService('events', '1.1', {
    PutEvents: action(
      putEvents,
      ({ Entries }) => putPermissions(ground, Entries),
      ({ Entries }) => {
        if (Entries.reduce((sum, one) => sum + sizeOf(one), 0) > MAX_ENTRY_BYTES)
          throw new ServiceFault('ValidationException', 'Total size of the entries in the request is over the limit.');
        const results = Entries.map((one) => accept(ground, ids, buses, one, publish));
        return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
      },
    ),
  });
  return {
    ...service,
    emit: (event) => publish(event.bus ?? 'default', envelope(ground, ids, event, ground.clock.now())),
    snapshot: () => timetable.snapshot(),
    restore: (state) => timetable.restore(state),
    start: () => {
      for (const rule of rules) if (rule.schedule) onSchedule(ground, ids, timetable, rule, rule.schedule);
    },
    stop: async () => timetable.stop(),
  };
};

const busNames = (ground: Ground): ReadonlySet<string> => {
  const shape = z.looseObject({ Name: z.string() });
  return new Set(['default', ...ground.resources('AWS::Events::EventBus').map((bus) => propertiesOf(bus, shape).Name)]);
};

const busOf = (one: EntryInput): string => lastPart(one.EventBusName ?? 'default');

const putPermissions = (ground: Ground, entries: readonly EntryInput[]) =>
  [...new Set(entries.map(busOf))].map((bus) => ({
    action: 'events:PutEvents',
    resource: `arn:aws:events:${ground.region}:${ground.account}:event-bus/${bus}`,
  }));

/** As AWS counts: 14 bytes for a time, and the UTF-8 bytes of source, type, detail and resources. */
const sizeOf = (one: EntryInput): number =>
  (one.Time === undefined ? 0 : 14) +
  [one.Source, one.DetailType, one.Detail, ...one.Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? ''),
    0,
  );

type PutResult = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

const accept = (
  ground: Ground,
  ids: Ids,
  buses: ReadonlySet<string>,
  one: EntryInput,
  publish: (bus: string, event: Envelope) => void,
): PutResult => {
  const refuse = (ErrorCode: string, ErrorMessage: string): PutResult => ({ ErrorCode, ErrorMessage });
  const missing = (['Source', 'DetailType', 'Detail'] as const).find((name) => !one[name]);
  if (missing)
    return refuse('InvalidArgument', `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`);
  const { Source = '', DetailType = '', Detail = '' } = one;
  if (Source.startsWith('aws.')) return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  const detail = objectIn(Detail);
  if (!detail) return refuse('MalformedDetail', 'Detail is malformed.');
  const bus = busOf(one);
  const at = one.Time === undefined ? ground.clock.now() : one.Time * 1000;
  const event = envelope(ground, ids, { source: Source, detailType: DetailType, detail, resources: one.Resources }, at);
  // A bus that does not exist swallows events without a word, as on AWS: here it is said.
  if (!buses.has(bus)) console.warn(`An event (${DetailType}) went to the bus "${bus}", which does not exist.`);
  publish(bus, event);
  return { EventId: event.id };
};

const objectIn = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const envelope = (ground: Ground, ids: Ids, event: BusEvent, atMs: number): Envelope => ({
  version: '0',
  id: ids.uuid('event', `${event.bus}\n${event.source}\n${event.detailType}\n${JSON.stringify(event.detail)}`),
  'detail-type': event.detailType,
  source: event.source,
  account: ground.account,
  time: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
  region: ground.region,
  resources: event.resources ?? [],
  detail: event.detail,
});

const send = (ground: Ground, ids: Ids, rule: Rule, target: Target, event: Envelope): void => {
  const facts = { ruleArn: rule.arn, ruleName: rule.name, ingestionTime: event.time };
  const delivery = {
    targetArn: target.Arn,
    roleArn: target.RoleArn,
    sourceArn: rule.arn,
    principal: 'events.amazonaws.com',
    input: targetInput(target, event, facts),
    // Only a state machine has one.
    get executionName() {
      return `${event.id}_${ids.uuid(rule.arn, `${target.Id}${event.id}`)}`;
    },
  } as const;
  void deliver(ground, delivery, retryRule(target), (failure) => bury(ground, rule, target, event, failure));
};

/** What could not be delivered goes to the target's dead letters, with the reason. */
const bury = (ground: Ground, rule: Rule, target: Target, event: Envelope, failure: Failure): void => {
  const queue = target.DeadLetterConfig?.Arn;
  if (!queue || !maySend(ground, queue, 'events.amazonaws.com', rule.arn)) {
    console.error(
      `Rule ${rule.name}: an event (${event['detail-type']}) was lost: ${failure.code}: ${failure.message}`,
    );
    return;
  }
  ground.enqueue(queue, JSON.stringify(event), {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn,
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    RETRY_ATTEMPTS: String(failure.retries),
    ...(failure.exhausted ? { EXHAUSTED_RETRY_CONDITION: failure.exhausted } : {}),
  });
};

const onSchedule = (ground: Ground, ids: Ids, timetable: Timetable, rule: Rule, expression: string): void =>
  timetable.add({
    name: rule.arn,
    expression,
    zone: 'UTC',
    fire: (dueMs) => {
      const scheduled = { source: 'aws.events', detailType: 'Scheduled Event', detail: {}, resources: [rule.arn] };
      const event = envelope(ground, ids, scheduled, dueMs);
      for (const target of rule.targets) send(ground, ids, rule, target, event);
    },
  });
