import * as z from 'zod';
import type { Ground, Resource } from '../../service.ts';
import { roleOf } from '../delivery.ts';
import { propertiesOf } from '../json-service.ts';
import type { Message, Queue } from './queue.ts';

const mappingProperties = z.looseObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().int().min(1).default(10),
  Enabled: z.union([z.boolean(), z.stringbool()]).default(true),
  FunctionResponseTypes: z.array(z.string()).default([]),
});
const functionProperties = z.looseObject({ FunctionName: z.string().optional(), Role: z.string() });
const batchResponse = z.looseObject({
  batchItemFailures: z.array(z.looseObject({ itemIdentifier: z.string() })).nullish(),
});

/** What a mapping needs of the queue's service. */
export interface Taker {
  receive(queue: Queue, most: number): readonly Message[];
}

/** Event source mappings from queues to functions: batches, and back to the queue whatever failed. */
export const startMappings = (ground: Ground, queues: readonly Queue[], taker: Taker): void => {
  for (const resource of ground.resources('AWS::Lambda::EventSourceMapping')) {
    const source = resource.properties.EventSourceArn;
    const queue = queues.find((one) => one.arn === source);
    if (!queue) continue;
    const mapping = propertiesOf(resource, mappingProperties);
    if (mapping.Enabled) begin(ground, queue, resource, mapping, taker);
  }
};

const begin = (
  ground: Ground,
  queue: Queue,
  resource: Resource,
  mapping: z.infer<typeof mappingProperties>,
  taker: Taker,
): void => {
  checkGrants(ground, queue, resource, mapping.FunctionName);
  let busy = false;
  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      for (;;) {
        const batch = taker.receive(queue, mapping.BatchSize);
        if (batch.length === 0) break;
        await handOver(ground, queue, mapping, batch);
      }
    } finally {
      busy = false;
    }
  };
  queue.onVisible(() => void pump());
  void pump();
};

/** Lambda polls in the name of the function's role: without these rights the mapping does not deploy on AWS. */
const checkGrants = (ground: Ground, queue: Queue, resource: Resource, functionArn: string): void => {
  const name = functionArn.split(':')[6] ?? functionArn;
  const behind = ground
    .resources('AWS::Lambda::Function')
    .map((one) => propertiesOf(one, functionProperties))
    .find((one) => one.FunctionName === name);
  if (!behind) throw new Error(`${resource.logicalId}: no template has the function ${functionArn}.`);
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
    if (!ground.allowed(roleOf(ground, behind.Role), { action, resource: queue.arn }))
      throw new Error(`${resource.logicalId}: the role of ${name} lacks ${action} on ${queue.arn}.`);
  }
};

const handOver = async (
  ground: Ground,
  queue: Queue,
  mapping: z.infer<typeof mappingProperties>,
  batch: readonly Message[],
): Promise<void> => {
  const Records = batch.map((held) => recordOf(ground, queue, held));
  const { payload, error } = await ground.invoke(mapping.FunctionName, { Records });
  if (error) return; // every message comes back when its visibility ends
  const failed = mapping.FunctionResponseTypes.includes('ReportBatchItemFailures') ? failedIds(payload, batch) : [];
  for (const held of batch) if (held.receipt && !failed.includes(held.id)) queue.remove(held.receipt);
};

/** Ids of the messages that failed. An answer that cannot be read, or names an unknown message, fails the whole batch. */
const failedIds = (payload: unknown, batch: readonly Message[]): readonly string[] => {
  const all = batch.map((held) => held.id);
  const parsed = batchResponse.safeParse(payload ?? {});
  if (!parsed.success) return all;
  const named = (parsed.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
  return named.every((id) => all.includes(id)) ? named : all;
};

const recordOf = (ground: Ground, queue: Queue, held: Message) => ({
  messageId: held.id,
  receiptHandle: held.receipt ?? '',
  body: held.body,
  attributes: {
    ApproximateReceiveCount: String(held.receives),
    SentTimestamp: String(held.sentAt),
    SenderId: ground.account,
    ApproximateFirstReceiveTimestamp: String(held.firstReceivedAt ?? held.sentAt),
  },
  messageAttributes: Object.fromEntries(
    Object.entries(held.attributes).map(([name, value]) => [
      name,
      { dataType: value.DataType, stringValue: value.StringValue },
    ]),
  ),
  eventSource: 'aws:sqs',
  eventSourceARN: queue.arn,
  awsRegion: ground.region,
});
