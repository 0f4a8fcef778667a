import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../functions/shared/keys.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { AWS } from '../../infra/local/door/faults.ts';
import { loadRooms } from '../../infra/rooms/index.ts';
import { withCloud } from '../support/cloud.ts';
import { setStage } from '../workflows/partner.ts';

const MINUTE_MS = 60_000;
const handlers = Object.entries(await loadRooms()).flatMap(([room, manifest]) =>
  Object.entries(manifest).map(([handler, spec]) => ({ room, handler, spec, name: `tandem-local-${room}-${handler}` })),
);
const listening = handlers.filter(({ spec }) => spec.events || spec.awsEvents || spec.schedule);
const scheduled = handlers.filter(({ spec }) => spec.schedule);
const reading = handlers.filter(({ spec }) => spec.stream);

describe('What a function could not take', () => {
  const cloud = withCloud();
  const pass = (ms: number): Promise<void> => cloud().clock.moveTo(cloud().clock.now() + ms);
  const deadLetters = (room: string): readonly string[] =>
    cloud()
      .queues.messages(`tandem-local-${room}-dead-letters`)
      .map(({ body }) => body);

  /** Lambda's `Invoke` as a rule or a schedule calls it: nobody waits for the answer. */
  const hand = async (name: string, payload: unknown): Promise<void> => {
    const { requestHandler } = cloud().clientConfig();
    await requestHandler.handle({
      method: 'POST',
      path: `/2015-03-31/functions/${name}:live/invocations`,
      headers: {
        'x-amz-invocation-type': 'Event',
        authorization: 'AWS4-HMAC-SHA256 Credential=admin/20270301/eu-central-1/lambda/aws4_request',
      },
      body: JSON.stringify(payload),
    });
  };
  /** Every call of these functions is refused. */
  const refuseAll = (names: readonly string[]): void => {
    const roles = new Set(names.map((name) => cloud().credentials(name).accessKeyId));
    cloud().faults = ({ role }) =>
      roles.has(role) ? { kind: 'error', when: 'before', name: 'AccessDeniedException' } : undefined;
  };
  /** AWS itself does not get through to these functions. */
  const neverReach = (names: readonly string[]): void => {
    cloud().faults = ({ role, path }) =>
      role === AWS && names.some((name) => path.includes(name))
        ? { kind: 'error', when: 'before', name: 'ResourceNotFoundException' }
        : undefined;
  };
  afterEach(() => {
    cloud().faults = undefined;
  });

  describe('in three attempts', () => {
    beforeAll(async () => {
      refuseAll(listening.map(({ name }) => name));
      for (const { name } of listening) await hand(name, { about: name });
      await pass(4 * MINUTE_MS);
      cloud().faults = undefined;
    });

    test.each(listening)("$room/$handler: the event ends in the room's dead letters, whole", ({ room, name }) => {
      const kept = deadLetters(room).map((body) => JSON.parse(body));
      expect(kept.filter(({ requestPayload }) => requestPayload?.about === name)).toMatchObject([
        { requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 } },
      ]);
    });
  });

  test('of the stream, in the hundred attempts of a day: what was in it is named in the dead letters', async () => {
    const { table, tableName } = await setStage(cloud());
    neverReach(reading.map(({ name }) => name));
    const orderedAt = new Date(cloud().clock.now()).toISOString();
    const order = { key: 'lost', letter: 'decision-needed', to: { team: 'manager' }, orderedAt, data: {} };
    const letter = { ...keys.letter('lost'), type: 'LETTER', status: 'ordered', order };
    const event = { ...keys.event('lost'), type: 'EVENT' };
    for (const Item of [event, letter]) await table.send(new PutCommand({ TableName: tableName, Item }));
    const fact = { ...ledgerKeys.fact('c'.repeat(22), 1), type: 'FACT' };
    await table.send(new PutCommand({ TableName: 'tandem-local-ledger', Item: fact }));
    await pass(3 * 60 * MINUTE_MS);
    for (const { room, name } of reading) {
      const kept = deadLetters(room).map((body) => JSON.parse(body));
      expect(kept).toContainEqual(
        expect.objectContaining({
          requestContext: { functionArn: expect.stringContaining(name), condition: 'RetryAttemptsExhausted' },
          DDBStreamBatchInfo: expect.objectContaining({ batchSize: 1 }),
        }),
      );
    }
  });

  test('because its schedule may not reach it: the schedule says so in the dead letters', async () => {
    neverReach(scheduled.map(({ name }) => name));
    await pass(25 * 60 * MINUTE_MS);
    expect(scheduled.length).toBeGreaterThan(0);
    for (const { room } of scheduled) expect(deadLetters(room)).toContain('{}');
  });
});
