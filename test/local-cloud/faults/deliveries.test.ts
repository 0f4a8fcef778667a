import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { Clock } from '../../../infra/local/clock.ts';
import { deliverBadly } from '../../../infra/local/door/fault-deliveries.ts';
import { faultsByPlan } from '../../../infra/local/door/fault-plan.ts';
import { AWS, type Fault } from '../../../infra/local/door/faults.ts';
import { START, withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers, dynamodb: 'memory' });
const keep = async (id: string): Promise<void> => {
  await cloud().invoke('tandem-local-demo-keep-note', { id, text: 'hello' });
  await cloud().settle();
};
/** How often the function that copies was told of each note. */
const told = async (): Promise<Record<string, number>> => {
  const { Items = [] } = await new DynamoDBClient(cloud().clientConfig()).send(
    new ScanCommand({ TableName: 'demo-copies' }),
  );
  return Object.fromEntries(Items.map(({ PK, told: times }) => [PK?.S?.replace(/.*#/, '') ?? '', Number(times?.N)]));
};
const firstBatch = (fault: Fault): void => {
  cloud().faults = faultsByPlan([{ function: AWS, action: 'demo-copy-notes', nth: 1, fault }]);
};
afterEach(() => {
  cloud().faults = undefined;
});

describe("A stream's batch", () => {
  test('that comes twice is told twice', async () => {
    firstBatch({ kind: 'duplicate' });
    await keep('twice');
    expect(await told()).toMatchObject({ twice: 2 });
  });

  test('that cannot be delivered comes again, in order, with those behind it', async () => {
    firstBatch({ kind: 'throttle' });
    await keep('held-1');
    await keep('held-2');
    expect(await told()).not.toHaveProperty('held-1');
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await cloud().settle();
    expect(await told()).toMatchObject({ 'held-1': 1, 'held-2': 1 });
  });

  test('of which the answer is lost is told again', async () => {
    firstBatch({ kind: 'server-error', when: 'after' });
    await keep('lost');
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await cloud().settle();
    expect(await told()).toMatchObject({ lost: 2 });
  });
});

test('An event that is late comes after those that were sent after it', async () => {
  const clock = Clock.manual(Date.parse(START));
  const came: string[] = [];
  const event = (name: string) => async () => {
    came.push(name);
    return { payload: null };
  };
  await deliverBadly(clock, { kind: 'late', ms: 5_000 }, event('first'));
  await event('second')();
  await clock.moveTo(clock.now() + 10_000);
  expect(came).toEqual(['second', 'first']);
});
