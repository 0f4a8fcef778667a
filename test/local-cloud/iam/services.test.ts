import { describe, expect, test } from 'vitest';
import { checkDeployable } from '../../../infra/local/iam/deployable.ts';
import { Roles } from '../../../infra/local/iam/roles.ts';
import { mayInvoke, maySend } from '../../../infra/local/services/resource-policy.ts';
import { resources } from '../fixtures/demo.ts';
import { aGround, aQueue, aResource, arn } from '../services/ground.ts';
import { templateOf, trust } from './roles.ts';

const EVENTS = 'events.amazonaws.com';
const FUNCTION = arn('lambda', 'function:settle');
const RULE = arn('events', 'rule/program/settle');

describe('A service of AWS invokes a function', () => {
  const settle = aResource('AWS::Lambda::Function', 'Settle', {}, { ref: 'settle', arn: FUNCTION });
  const permission = (over: object = {}) =>
    aResource('AWS::Lambda::Permission', 'MayInvoke', {
      Action: 'lambda:InvokeFunction',
      FunctionName: `${FUNCTION}:live`,
      Principal: EVENTS,
      SourceArn: RULE,
      ...over,
    });
  const ask = (over: object, target = `${FUNCTION}:live`, source = RULE) =>
    mayInvoke(aGround([settle, permission(over)]), target, EVENTS, source);

  test.each<[string, boolean, boolean]>([
    ['with a permission for its rule', ask({}), true],
    ['not for another rule', ask({}, `${FUNCTION}:live`, `${RULE}-2`), false],
    ['not through another alias', ask({}, `${FUNCTION}:next`), false],
    ['not the function itself by a permission of its alias', ask({}, FUNCTION), false],
    ['not as another service', ask({ Principal: 'scheduler.amazonaws.com' }), false],
    ['not as an account', ask({ Principal: '000000000000' }), false],
    ['not for another action', ask({ Action: 'lambda:GetFunction' }), false],
    ['by the name of the function and its alias', ask({ FunctionName: 'settle:live' }), true],
    ['for every rule of a bus', ask({ SourceArn: arn('events', 'rule/program/*') }), true],
    ['for its own account', ask({ SourceAccount: '000000000000' }), true],
    ['not for another account', ask({ SourceAccount: '111122223333' }), false],
  ])('%s', (_, asked, expected) => {
    expect(asked).toBe(expected);
  });

  test('nobody without any permission', () => {
    expect(mayInvoke(aGround([settle]), `${FUNCTION}:live`, EVENTS, RULE)).toBe(false);
  });

  test('a permission with more than the local cloud can judge is an error', () => {
    expect(() => ask({ PrincipalOrgID: 'o-1' })).toThrow('MayInvoke: the local cloud does not know PrincipalOrgID');
  });
});

describe('A service of AWS sends to a queue', () => {
  const queue = aQueue('dead');
  const policy = (...Statement: object[]) =>
    aResource('AWS::SQS::QueuePolicy', 'Policy', { Queues: [queue.ref], PolicyDocument: { Statement } });
  const may = {
    Effect: 'Allow',
    Action: 'sqs:SendMessage',
    Resource: queue.arn,
    Principal: { Service: EVENTS },
    Condition: { ArnEquals: { 'aws:SourceArn': RULE } },
  };
  const ask = (...statements: object[]) =>
    maySend(aGround([queue, policy(...statements)]), queue.arn ?? '', EVENTS, RULE);

  test.each<[string, boolean, boolean]>([
    ["by the queue's policy", ask(may), true],
    ['not without one', ask(), false],
    ['not for another rule', ask({ ...may, Condition: { ArnEquals: { 'aws:SourceArn': `${RULE}2` } } }), false],
    ['not where another queue is meant', ask({ ...may, Resource: `${queue.arn}2` }), false],
    ['not where a role is meant', ask({ ...may, Principal: { AWS: '000000000000' } }), false],
    ['not against a refusal', ask(may, { ...may, Effect: 'Deny', Principal: '*' }), false],
    [
      'as every call here is, as if over TLS',
      ask(may, {
        Effect: 'Deny',
        Action: 'sqs:*',
        Resource: queue.arn,
        Principal: { AWS: '*' },
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      true,
    ],
  ])('%s', (_, asked, expected) => {
    expect(asked).toBe(expected);
  });
});

describe('What AWS would not deploy does not start', () => {
  const check = (changed: (declared: ReturnType<typeof resources>) => object): void => {
    const template = templateOf(changed(resources()));
    checkDeployable(template, new Roles(template));
  };
  const role = (declared: ReturnType<typeof resources>, name: string, properties: object) => ({
    ...declared,
    [name]: { ...declared[name], Properties: { ...declared[name]?.Properties, ...properties } },
  });
  const schedule = {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: { Ref: 'KeepNoteAlias' }, RoleArn: { 'Fn::GetAtt': ['KeepNoteRole', 'Arn'] } },
    },
  };

  test('a program of which every role is trusted and may write to its dead letters starts', () => {
    expect(() => check((all) => all)).not.toThrow();
  });

  test.each<[string, (all: ReturnType<typeof resources>) => object, RegExp]>([
    [
      'a function that may not write to where its failures go',
      (all) => role(all, 'DoAnythingRole', { Policies: [] }),
      /DoAnythingLater: the role of tandem-local-demo-do-anything lacks sqs:SendMessage on .*demo-async-dead-letters/,
    ],
    [
      'a reader of a stream that may not',
      (all) => role(all, 'CopyNotesRole', { Policies: [] }),
      /CopyMapping: the role of tandem-local-demo-copy-notes lacks sqs:SendMessage on .*demo-stream-dead-letters/,
    ],
    [
      'a function with dead letters of its own that it may not write to',
      (all) =>
        role(all, 'KeepNote', { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['AsyncDeadLetters', 'Arn'] } } }),
      /KeepNote: the role of tandem-local-demo-keep-note lacks sqs:SendMessage/,
    ],
    [
      'a workflow whose role does not trust Step Functions',
      (all) => role(all, 'WorkflowRole', { AssumeRolePolicyDocument: trust('lambda.amazonaws.com') }),
      /does not trust states.amazonaws.com/,
    ],
    [
      'a schedule with the role of a function',
      (all) => ({ ...all, Hourly: schedule }),
      /not trust scheduler.amazonaws/,
    ],
  ])('%s', (_, changed, sentence) => {
    expect(() => check(changed)).toThrow(sentence);
  });
});
