import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../infra/local/services/events/pattern.ts';
import { targetInput } from '../../../infra/local/services/events/transform.ts';
import { createEvents } from '../../../infra/local/services/index.ts';
import { aGround, aPermission, aQueue, aResource, aRole, arn, clientConfig } from './ground.ts';

const BUS = arn('events', 'event-bus/program');
const SETTLE = arn('lambda', 'function:settle:live');
const MACHINE = arn('states', 'stateMachine:lifecycle');
const ruleArn = (name: string, bus = 'program/') => arn('events', `rule/${bus}${name}`);

const aRule = (name: string, properties: Record<string, unknown>) =>
  aResource(
    'AWS::Events::Rule',
    name,
    { Name: name, EventBusName: BUS, State: 'ENABLED', ...properties },
    { arn: ruleArn(name) },
  );

const bus = aResource('AWS::Events::EventBus', 'Bus', { Name: 'program' }, { arn: BUS });
const settleRule = aRule('settle', {
  EventPattern: { 'detail-type': ['fact-recorded.v1'] },
  Targets: [{ Arn: SETTLE, Id: 'T0', DeadLetterConfig: { Arn: arn('sqs', 'dead') } }],
});
const maySettle = aPermission(SETTLE, 'events.amazonaws.com', ruleArn('settle'));
const dead = aQueue('dead');
const deadPolicy = aResource('AWS::SQS::QueuePolicy', 'DeadPolicy', {
  Queues: [dead.ref],
  PolicyDocument: {
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Resource: dead.arn,
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnEquals: { 'aws:SourceArn': ruleArn('settle') } },
      },
    ],
  },
});

const fact = (over: Record<string, unknown> = {}) => ({
  EventBusName: 'program',
  Source: 'tandem',
  DetailType: 'fact-recorded.v1',
  Detail: JSON.stringify({ partnerId: 'p1' }),
  ...over,
});

test('an event reaches the function whose rule it fits, in the shape of AWS', async () => {
  const ground = aGround([bus, settleRule, maySettle]);
  const client = new EventBridgeClient(clientConfig(createEvents(ground)));
  const answer = await client.send(new PutEventsCommand({ Entries: [fact(), fact({ DetailType: 'other.v1' })] }));
  expect(answer.FailedEntryCount).toBe(0);
  await ground.clock.idle();
  expect(ground.invoked).toHaveLength(1);
  expect(ground.invoked[0]?.payload).toEqual({
    version: '0',
    id: answer.Entries?.[0]?.EventId,
    'detail-type': 'fact-recorded.v1',
    source: 'tandem',
    account: '000000000000',
    time: '2027-03-01T09:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: { partnerId: 'p1' },
  });
});

test('a function that has not allowed the rule gets nothing; the event is a dead letter with the reason', async () => {
  const ground = aGround([bus, settleRule, dead, deadPolicy]);
  await new EventBridgeClient(clientConfig(createEvents(ground))).send(new PutEventsCommand({ Entries: [fact()] }));
  await ground.clock.idle();
  expect(ground.invoked).toEqual([]);
  expect(ground.enqueued).toMatchObject([
    { queue: dead.arn, attributes: { ERROR_CODE: 'NO_PERMISSIONS', RULE_ARN: ruleArn('settle') } },
  ]);
});

test('a state machine that is throttled is started later, at most once', async () => {
  const role = aRole('RuleRole');
  const start = aRule('start', {
    EventPattern: { source: ['tandem'] },
    Targets: [{ Arn: MACHINE, Id: 'T0', RoleArn: role.arn, InputPath: '$.detail' }],
  });
  let refusals = 2;
  const ground = aGround([bus, start, role], {
    call: () => {
      if (refusals-- > 0) throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    },
  });
  await new EventBridgeClient(clientConfig(createEvents(ground))).send(new PutEventsCommand({ Entries: [fact()] }));
  await ground.clock.moveTo(ground.clock.now() + 3_600_000);
  expect(ground.called).toHaveLength(3);
  expect(ground.called[2]).toMatchObject({
    role: 'RuleRole',
    action: 'StartExecution',
    body: { stateMachineArn: MACHINE, input: '{"partnerId":"p1"}' },
  });
});

test.each([
  ['no source', { Source: '' }, 'InvalidArgument'],
  ['detail that is no object', { Detail: '"x"' }, 'MalformedDetail'],
  ['the source of AWS itself', { Source: 'aws.ses' }, 'NotAuthorizedForSourceException'],
])('an entry with %s is refused alone', async (_, over, code) => {
  const client = new EventBridgeClient(clientConfig(createEvents(aGround([bus]))));
  const answer = await client.send(new PutEventsCommand({ Entries: [fact(over), fact()] }));
  expect(answer).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ ErrorCode: code }, { EventId: expect.any(String) }],
  });
});

test('a rule with a rate runs on the clock, and goes on after a restart', async () => {
  const sweep = aRule('sweep', {
    EventBusName: undefined,
    ScheduleExpression: 'rate(5 minutes)',
    Targets: [{ Arn: SETTLE, Id: 'T0' }],
  });
  const rules = [sweep, aPermission(SETTLE, 'events.amazonaws.com', ruleArn('sweep'))];
  const ground = aGround(rules);
  const events = createEvents(ground);
  events.start?.();
  await ground.clock.moveTo(ground.clock.now() + 17 * 60_000);
  expect(ground.invoked).toHaveLength(3);
  const later = aGround(rules);
  await later.clock.moveTo(ground.clock.now() + 24 * 3_600_000);
  const again = createEvents(later);
  again.restore?.(JSON.parse(JSON.stringify(events.snapshot?.())));
  again.start?.();
  await later.clock.moveTo(later.clock.now() + 60_000);
  expect(later.invoked.length).toBe(1);
});

describe('patterns', () => {
  const event = {
    source: 'tandem',
    detail: { tier: 'gold', score: 42, tags: ['a', 'b'], email: 'Ada@X.example', items: [{ id: 1 }, { id: 2 }] },
  };
  test.each<[string, unknown, boolean]>([
    ['exact', { source: ['tandem', 'other'] }, true],
    ['exact in an array', { detail: { tags: ['b'] } }, true],
    ['exact, another value', { detail: { tier: ['silver'] } }, false],
    ['prefix', { detail: { tier: [{ prefix: 'go' }] } }, true],
    ['suffix', { detail: { email: [{ suffix: '.example' }] } }, true],
    ['prefix of any case', { detail: { email: [{ prefix: { 'equals-ignore-case': 'ada@' } }] } }, true],
    ['equals, ignoring case', { detail: { email: [{ 'equals-ignore-case': 'ada@x.EXAMPLE' }] } }, true],
    ['wildcard', { detail: { email: [{ wildcard: 'Ada@*.example' }] } }, true],
    ['anything but', { detail: { tier: [{ 'anything-but': ['silver', 'bronze'] }] } }, true],
    ['anything but, refused', { detail: { tier: [{ 'anything-but': 'gold' }] } }, false],
    ['anything but a prefix', { detail: { tier: [{ 'anything-but': { prefix: 'go' } }] } }, false],
    ['anything but, of a field that is missing', { detail: { none: [{ 'anything-but': 'x' }] } }, false],
    ['exists', { detail: { tier: [{ exists: true }] } }, true],
    ['does not exist', { detail: { none: [{ exists: false }] } }, true],
    ['does not exist, but it does', { detail: { tier: [{ exists: false }] } }, false],
    ['numeric range', { detail: { score: [{ numeric: ['>', 40, '<=', 42] }] } }, true],
    ['numeric, outside', { detail: { score: [{ numeric: ['<', 42] }] } }, false],
    ['either of two', { $or: [{ detail: { tier: ['silver'] } }, { detail: { score: [42] } }] }, true],
    ['inside an array of objects', { detail: { items: { id: [2] } } }, true],
  ])('%s', (_, pattern, fits) => {
    expect(compilePattern(pattern)(event)).toBe(fits);
  });

  test('a filter nobody knows is named when the rule is read', () => {
    expect(() => compilePattern({ detail: { x: [{ sounds: 'like' }] } })).toThrow('sounds');
  });
});

test('an input template puts text into quotes and JSON elsewhere', () => {
  const spec = {
    InputTransformer: {
      InputPathsMap: { who: '$.detail.name', all: '$.detail', none: '$.detail.missing' },
      InputTemplate: '{"text":"Hello <who>","who":<who>,"all":<all>,"none":<none>,"rule":"<aws.events.rule-name>"}',
    },
  };
  const filled = targetInput(
    spec,
    { detail: { name: 'A "B"' } },
    { ruleArn: 'arn', ruleName: 'r', ingestionTime: 't' },
  );
  expect(JSON.parse(filled)).toEqual({
    text: 'Hello A "B"',
    who: 'A "B"',
    all: { name: 'A "B"' },
    none: null,
    rule: 'r',
  });
});
