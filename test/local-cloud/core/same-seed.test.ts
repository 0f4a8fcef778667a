import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

const assembly = assemblyOf();
const first = withCloud({ assembly, handlers, seed: 'one' });
const second = withCloud({ assembly, handlers, seed: 'one' });
const other = withCloud({ assembly, handlers, seed: 'two' });

const live = async (cloud: Cloud) => {
  const chances = [];
  for (let i = 0; i < 3; i++) {
    chances.push((await cloud.invoke('tandem-local-demo-do-anything:live', { deed: 'chance' })).value);
  }
  for (const id of ['a', 'b', 'c']) await cloud.invoke('tandem-local-demo-keep-note', { id, text: 'hello' });
  await cloud.clock.moveTo(cloud.clock.now() + 3_600_000);
  await cloud.settle();
  const dynamo = new DynamoDBClient(cloud.clientConfig());
  const { Items } = await dynamo.send(new ScanCommand({ TableName: 'demo-copies' }));
  return { chances, Items, logs: cloud.logs.map(({ requestId, line }) => `${requestId} ${line}`) };
};

test('the same seed and the same calls end in the same state, ids included', async () => {
  expect(await live(first())).toEqual(await live(second()));
});

test('another seed draws other numbers', async () => {
  const [one, two] = await Promise.all(
    [first(), other()].map((cloud) => cloud.invoke('tandem-local-demo-do-anything', { deed: 'chance' })),
  );
  expect(one?.value).not.toEqual(two?.value);
});
