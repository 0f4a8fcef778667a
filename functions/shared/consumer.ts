import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent, EventBridgeEvent } from 'aws-lambda';
import { entry } from './entry.ts';
import { envelope, type ProgramEvent } from './event.ts';
import { log } from './log.ts';

/** Wraps a consumer of the program's bus. An event of a wrong shape is an error: it goes to the dead-letter queue. */
export const busEvent = (handle: (event: ProgramEvent, now: Date) => Promise<void>) =>
  entry<EventBridgeEvent<string, unknown>, void>().handler(async (received) => {
    const event = envelope.parse(received.detail);
    try {
      await handle(event, new Date());
    } catch (error) {
      log.error('EVENT_FAILED', error, { event: event.id });
      throw error;
    }
  });

/**
 * Wraps a consumer of the table's stream: one new item at a time, in order. The first record that fails is reported
 * and delivered again with those after it, so nothing is lost and nothing is overtaken.
 */
export const newItems = (handle: (item: Record<string, unknown>, now: Date) => Promise<void>) =>
  entry<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (batch) => {
    for (const record of batch.Records) {
      const item = imageOf(record);
      if (!item) continue;
      try {
        await handle(item, new Date());
      } catch (error) {
        log.error('EVENT_FAILED', error, { record: record.eventID });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  });

/** How many of the items, from the first on, are done with; the rest is delivered again, `error` says why. */
export interface Done {
  readonly count: number;
  readonly error?: unknown;
}

/** The same for a consumer that takes a batch as a whole. */
export const newItemsTogether = (handle: (items: readonly Record<string, unknown>[]) => Promise<Done>) =>
  entry<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
    const records = Records.filter((record) => record.dynamodb?.NewImage);
    const { count, error } = await handle(
      records.flatMap((record): Record<string, unknown>[] => [imageOf(record) ?? {}]),
    );
    const failed = records[count];
    if (!failed) return { batchItemFailures: [] };
    log.error('EVENT_FAILED', error, { record: failed.eventID });
    return { batchItemFailures: [{ itemIdentifier: failed.dynamodb?.SequenceNumber ?? '' }] };
  });

const imageOf = (record: DynamoDBRecord): Record<string, unknown> | undefined => {
  const image = record.dynamodb?.NewImage;
  // @types/aws-lambda and the SDK describe the same attribute values with different types.
  return image ? unmarshall(image as Parameters<typeof unmarshall>[0]) : undefined;
};

/**
 * Wraps a consumer of a stream that takes a batch as a whole. An error lets the whole batch be delivered again, halved
 * until the record that fails is alone: what is done with it must be safe to repeat.
 */
export const newBatch = (handle: (items: readonly Record<string, unknown>[], now: Date) => Promise<void>) =>
  entry<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async (batch) => {
    const items = batch.Records.map(imageOf).filter((item) => item !== undefined);
    try {
      await handle(items, new Date());
    } catch (error) {
      log.error('EVENT_FAILED', error, { record: batch.Records[0]?.eventID });
      throw error;
    }
    return { batchItemFailures: [] };
  });
