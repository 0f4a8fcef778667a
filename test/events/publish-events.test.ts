import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handler } from '../../functions/events/publish-events.handler.ts';

const bus = mockClient(EventBridgeClient);

const anEvent = (id: string) => ({
  id,
  name: 'stage-changed.v1',
  occurredAt: '2027-06-07T14:30:00.000Z',
  recordedAt: '2027-06-07T14:30:01.000Z',
  data: { to: 'Scale' },
});

const aBatch = (...items: Record<string, unknown>[]): DynamoDBStreamEvent => ({
  Records: items.map((item, index) => ({
    eventID: String(index),
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: `seq-${index}`,
      NewImage: marshall(item) as NonNullable<DynamoDBStreamEvent['Records'][0]['dynamodb']>['NewImage'] & object,
    },
  })),
});
const stored = (id: string) => ({ PK: `EVENT#${id}`, SK: 'EVENT', type: 'EVENT', event: anEvent(id), expiresAt: 1 });
const deliver = (batch: DynamoDBStreamEvent) => handler(batch, {} as Context);

beforeEach(() => {
  process.env.EVENT_BUS = 'tandem-test';
  bus.reset();
  bus.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
});
afterEach(() => {
  delete process.env.EVENT_BUS;
});

describe('Events leave the outbox', () => {
  test('each goes to the bus by its name, with its whole envelope', async () => {
    expect(await deliver(aBatch(stored('a')))).toEqual({ batchItemFailures: [] });
    const [entry] = bus.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries ?? [];
    expect(entry).toMatchObject({ EventBusName: 'tandem-test', Source: 'tandem', DetailType: 'stage-changed.v1' });
    expect(JSON.parse(entry?.Detail ?? '')).toEqual(anEvent('a'));
  });

  test('those of a batch go together, ten at a time', async () => {
    expect(await deliver(aBatch(...Array.from({ length: 12 }, (_, index) => stored(`e${index}`))))).toEqual({
      batchItemFailures: [],
    });
    expect(bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries?.length)).toEqual([10, 2]);
  });

  test('one that the bus refuses is delivered again, with those after it and not those before', async () => {
    const Entries = [{ EventId: '1' }, { ErrorCode: 'ThrottlingException' }, { EventId: '3' }];
    bus.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries });
    expect(await deliver(aBatch(stored('a'), stored('b'), stored('c')))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'seq-1' }],
    });
  });

  test('when the bus cannot be reached, all are delivered again', async () => {
    bus.on(PutEventsCommand).rejects(new Error('no route'));
    expect(await deliver(aBatch(stored('a'), stored('b')))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'seq-0' }],
    });
  });

  test('one that cannot be read keeps back those after it, not those before', async () => {
    const poison = { PK: 'EVENT#x', SK: 'EVENT', type: 'EVENT', event: { name: 'x' } };
    expect(await deliver(aBatch(stored('a'), poison, stored('c')))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'seq-1' }],
    });
    expect(bus.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries?.length)).toEqual([1]);
  });

  test('an item that is no event is not published', async () => {
    expect(await deliver(aBatch({ PK: 'EVENT#x', SK: 'EVENT', type: 'EVENT', event: { name: 'x' } }))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'seq-0' }],
    });
    expect(bus.commandCalls(PutEventsCommand)).toHaveLength(0);
  });
});
