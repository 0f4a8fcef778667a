import { describe, expect, test } from 'vitest';
import { createSqs } from '../../../infra/local/services/index.ts';
import { aGround, aQueue, aResource, aRole, arn, callJson } from './ground.ts';

const WORK = arn('lambda', 'function:work:live');
const dead = aQueue('dead');
const orders = aQueue('orders', {
  VisibilityTimeout: 60,
  RedrivePolicy: { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 },
});
const role = aRole('WorkRole');
const mapping = [
  role,
  aResource('AWS::Lambda::Function', 'Work', { FunctionName: 'work', Role: role.arn }),
  aResource('AWS::Lambda::EventSourceMapping', 'Mapping', {
    EventSourceArn: orders.arn,
    FunctionName: WORK,
    BatchSize: 10,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  }),
];
const QueueUrl = orders.ref;

const aQueueService = () => {
  const ground = aGround([orders, dead]);
  return { ground, sqs: createSqs(ground) };
};

test('a message that is being worked on is hidden until its time is up, then comes again', async () => {
  const { ground, sqs } = aQueueService();
  await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: 'hello' });
  const first = await callJson(sqs, 'ReceiveMessage', { QueueUrl });
  expect(first.body.Messages).toMatchObject([{ Body: 'hello', Attributes: { ApproximateReceiveCount: '1' } }]);
  expect((await callJson(sqs, 'ReceiveMessage', { QueueUrl })).body).toEqual({});
  await ground.clock.moveTo(ground.clock.now() + 60_000);
  const again = await callJson(sqs, 'ReceiveMessage', { QueueUrl });
  expect(again.body.Messages[0].Attributes.ApproximateReceiveCount).toBe('2');
  await callJson(sqs, 'DeleteMessage', { QueueUrl, ReceiptHandle: first.body.Messages[0].ReceiptHandle });
  expect(sqs.messages('orders')).toHaveLength(1);
  await callJson(sqs, 'DeleteMessage', { QueueUrl, ReceiptHandle: again.body.Messages[0].ReceiptHandle });
  expect(sqs.messages('orders')).toHaveLength(0);
});

test('a delayed message is not there before its time', async () => {
  const { ground, sqs } = aQueueService();
  await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: 'later', DelaySeconds: 30 });
  expect((await callJson(sqs, 'ReceiveMessage', { QueueUrl })).body).toEqual({});
  await ground.clock.moveTo(ground.clock.now() + 30_000);
  expect((await callJson(sqs, 'ReceiveMessage', { QueueUrl })).body.Messages).toHaveLength(1);
});

test('a message received too often becomes a dead letter, and can be sent back', async () => {
  const { ground, sqs } = aQueueService();
  await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: 'poison' });
  for (let n = 0; n < 3; n++) {
    await callJson(sqs, 'ReceiveMessage', { QueueUrl });
    await ground.clock.moveTo(ground.clock.now() + 60_000);
  }
  expect([sqs.messages('orders').length, sqs.messages('dead').length]).toEqual([0, 1]);
  await callJson(sqs, 'StartMessageMoveTask', { SourceArn: dead.arn });
  expect([sqs.messages('orders').length, sqs.messages('dead').length]).toEqual([1, 0]);
});

test('dead letters that another service wrote need a destination', async () => {
  const { sqs } = aQueueService();
  sqs.enqueue(dead.arn ?? '', '{"event":1}', { RULE_ARN: 'r' });
  expect((await callJson(sqs, 'StartMessageMoveTask', { SourceArn: dead.arn })).body.__type).toBe(
    'CouldNotDetermineMessageSource',
  );
  await callJson(sqs, 'StartMessageMoveTask', { SourceArn: dead.arn, DestinationArn: orders.arn });
  expect(sqs.messages('orders')).toHaveLength(1);
});

test('what is kept too long is forgotten', async () => {
  const { ground, sqs } = aQueueService();
  await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: 'old' });
  await ground.clock.moveTo(ground.clock.now() + 5 * 86_400_000);
  expect(sqs.messages('orders')).toEqual([]);
});

test('a queue that is not there is named so', async () => {
  const answer = await callJson(aQueueService().sqs, 'SendMessage', { QueueUrl: 'https://x/0/none', MessageBody: 'x' });
  expect(answer).toMatchObject({ status: 400, body: { __type: 'QueueDoesNotExist' } });
});

describe('a function that consumes a queue', () => {
  test('of a batch with one poison message the others are done, and the poison ends as a dead letter', async () => {
    const work = (event: unknown) => {
      const { Records } = event as { Records: { messageId: string; body: string }[] };
      const failed = Records.filter((record) => record.body === 'poison');
      return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
    };
    const ground = aGround([orders, dead, ...mapping], { functions: { [WORK]: work } });
    const sqs = createSqs(ground);
    for (const body of ['a', 'poison', 'b']) await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: body });
    sqs.start?.();
    await ground.clock.moveTo(ground.clock.now() + 600_000);
    expect(sqs.messages('orders')).toEqual([]);
    expect(sqs.messages('dead').map((message) => message.body)).toEqual(['poison']);
    expect(ground.invoked).toHaveLength(2);
  });

  test('a function that fails gets the whole batch again', async () => {
    let calls = 0;
    const work = () => {
      if (calls++ === 0) throw new Error('not now');
    };
    const ground = aGround([orders, dead, ...mapping], { functions: { [WORK]: work } });
    const sqs = createSqs(ground);
    sqs.start?.();
    await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: 'a' });
    await ground.clock.moveTo(ground.clock.now() + 60_000);
    expect(calls).toBe(2);
    expect(sqs.messages('orders')).toEqual([]);
  });

  test('a role that may not receive is named when the cloud starts', () => {
    const ground = aGround([orders, dead, ...mapping], {
      allow: (_, permission) => permission.action !== 'sqs:ReceiveMessage',
    });
    expect(() => createSqs(ground).start?.()).toThrow('sqs:ReceiveMessage');
  });
});

test('messages survive a restart', async () => {
  const { sqs } = aQueueService();
  await callJson(sqs, 'SendMessage', { QueueUrl, MessageBody: 'kept' });
  const again = aQueueService().sqs;
  again.restore?.(JSON.parse(JSON.stringify(sqs.snapshot?.())));
  expect(again.messages('orders').map((message) => message.body)).toEqual(['kept']);
});
