import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Ground, Permission } from '../../service.ts';
import { ServiceFault } from '../fault.ts';
import { type Action, action, lastPart } from '../json-service.ts';
import type { Queues } from './index.ts';
import { type Message, messageAttributes, type Queue } from './queue.ts';

const url = z.looseObject({ QueueUrl: z.string() });
const delay = z.number().int().min(0).max(900).optional();
const send = url.extend({
  MessageBody: z.string(),
  DelaySeconds: delay,
  MessageAttributes: messageAttributes.default({}),
});
const sendBatch = url.extend({
  Entries: z
    .array(
      z.looseObject({
        Id: z.string(),
        MessageBody: z.string(),
        DelaySeconds: delay,
        MessageAttributes: messageAttributes.default({}),
      }),
    )
    .min(1)
    .max(10),
});
const receive = url.extend({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
});
const byReceipt = url.extend({ ReceiptHandle: z.string() });
const removeBatch = url.extend({
  Entries: z.array(z.looseObject({ Id: z.string(), ReceiptHandle: z.string() })).max(10),
});
const visibility = byReceipt.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });
const moveTask = z.looseObject({ SourceArn: z.string(), DestinationArn: z.string().optional() });

/** The service's actions. Receiving never waits: a long poll answers at once. */
export const sqsActions = (ground: Ground, queues: Queues): Record<string, Action> => {
  const arnFor = (name: string): string => {
    const known = queues.all.find((queue) => queue.arn === name || queue.name === lastPart(name));
    return known?.arn ?? `arn:aws:sqs:${ground.region}:${ground.account}:${lastPart(name)}`;
  };
  const on =
    (verb: string) =>
    (input: { QueueUrl: string }): readonly Permission[] => [
      { action: `sqs:${verb}`, resource: arnFor(input.QueueUrl) },
    ];
  const put = (
    queue: Queue,
    one: { MessageBody: string; DelaySeconds?: number | undefined; MessageAttributes: Message['attributes'] },
  ) => {
    const delayMs = one.DelaySeconds === undefined ? undefined : one.DelaySeconds * 1000;
    const MessageId = queues.send(queue, one.MessageBody, one.MessageAttributes, delayMs);
    return { MessageId, MD5OfMessageBody: md5(one.MessageBody) };
  };
  const sending = {
    SendMessage: action(send, on('SendMessage'), (input) => put(queues.find(input.QueueUrl), input)),
    SendMessageBatch: action(sendBatch, on('SendMessage'), ({ QueueUrl, Entries }) => ({
      Successful: Entries.map((entry) => ({ Id: entry.Id, ...put(queues.find(QueueUrl), entry) })),
      Failed: [],
    })),
  };
  const receiving = {
    ReceiveMessage: action(receive, on('ReceiveMessage'), (input) => {
      const wait = input.VisibilityTimeout === undefined ? undefined : input.VisibilityTimeout * 1000;
      const taken = queues.receive(queues.find(input.QueueUrl), input.MaxNumberOfMessages, wait);
      return taken.length > 0 ? { Messages: taken.map(show) } : {};
    }),
    DeleteMessage: action(byReceipt, on('DeleteMessage'), (input) =>
      queues.find(input.QueueUrl).remove(input.ReceiptHandle),
    ),
    DeleteMessageBatch: action(removeBatch, on('DeleteMessage'), ({ QueueUrl, Entries }) => {
      for (const entry of Entries) queues.find(QueueUrl).remove(entry.ReceiptHandle);
      return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
    }),
    ChangeMessageVisibility: action(visibility, on('ChangeMessageVisibility'), (input) => {
      const queue = queues.find(input.QueueUrl);
      const held = queue.find(input.ReceiptHandle);
      if (!held) throw new ServiceFault('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
      queue.changeVisibility(held, input.VisibilityTimeout * 1000);
    }),
  };
  return { ...sending, ...receiving, ...queueActions(ground, queues, arnFor) };
};

const queueActions = (ground: Ground, queues: Queues, arnFor: (name: string) => string): Record<string, Action> => ({
  GetQueueAttributes: action(
    url,
    (input) => [{ action: 'sqs:GetQueueAttributes', resource: arnFor(input.QueueUrl) }],
    (input) => ({ Attributes: attributesOf(ground, queues.find(input.QueueUrl)) }),
  ),
  GetQueueUrl: action(
    z.looseObject({ QueueName: z.string() }),
    (input) => [{ action: 'sqs:GetQueueUrl', resource: arnFor(input.QueueName) }],
    (input) => ({ QueueUrl: queues.find(input.QueueName).url }),
  ),
  ListQueues: action(
    z.looseObject({ QueueNamePrefix: z.string().default('') }),
    () => [{ action: 'sqs:ListQueues', resource: '*' }],
    (input) => ({
      QueueUrls: queues.all.filter((one) => one.name.startsWith(input.QueueNamePrefix)).map((one) => one.url),
    }),
  ),
  PurgeQueue: action(
    url,
    (input) => [{ action: 'sqs:PurgeQueue', resource: arnFor(input.QueueUrl) }],
    (input) => void queues.find(input.QueueUrl).drain(),
  ),
  StartMessageMoveTask: action(
    moveTask,
    (input) => [{ action: 'sqs:StartMessageMoveTask', resource: input.SourceArn }],
    ({ SourceArn, DestinationArn }) => {
      const { moved, homeless } = queues.redrive(
        queues.find(SourceArn),
        DestinationArn ? queues.find(DestinationArn) : undefined,
      );
      // SQS cannot send back what another service put there: on AWS the task ends with CouldNotDetermineMessageSource.
      if (moved === 0 && homeless > 0)
        throw new ServiceFault(
          'CouldNotDetermineMessageSource',
          'Name a DestinationArn: these messages did not come from a queue.',
        );
      return { TaskHandle: Buffer.from(`${SourceArn}:${moved}`).toString('base64') };
    },
  ),
});

const attributesOf = (ground: Ground, queue: Queue): Record<string, string> => {
  const now = ground.clock.now();
  const held = queue.all();
  const count = (test: (one: Message) => boolean): string => String(held.filter(test).length);
  const { visibilityMs, retentionMs, delayMs, deadLetters } = queue.settings;
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: count((one) => one.visibleAt <= now),
    ApproximateNumberOfMessagesNotVisible: count((one) => one.visibleAt > now && one.receives > 0),
    ApproximateNumberOfMessagesDelayed: count((one) => one.visibleAt > now && one.receives === 0),
    VisibilityTimeout: String(visibilityMs / 1000),
    MessageRetentionPeriod: String(retentionMs / 1000),
    DelaySeconds: String(delayMs / 1000),
    ...(deadLetters
      ? {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: deadLetters.arn,
            maxReceiveCount: deadLetters.afterReceives,
          }),
        }
      : {}),
  };
};

const show = (held: Message) => ({
  MessageId: held.id,
  ReceiptHandle: held.receipt ?? '',
  Body: held.body,
  MD5OfBody: md5(held.body),
  MessageAttributes: held.attributes,
  Attributes: {
    ApproximateReceiveCount: String(held.receives),
    SentTimestamp: String(held.sentAt),
    ApproximateFirstReceiveTimestamp: String(held.firstReceivedAt ?? held.sentAt),
    ...(held.sourceArn ? { DeadLetterQueueSourceArn: held.sourceArn } : {}),
  },
});

/** Clients check the body that they get by it. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
