import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, test, vi } from 'vitest';
import { Clock } from '../../../infra/local/clock.ts';
import { type Cloud, startCloud } from '../../../infra/local/cloud.ts';
import { storedClockOffset } from '../../../infra/local/state-file.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

// Two starts of Java of its own.
vi.setConfig({ testTimeout: 180_000 });

const START = Date.parse('2027-03-01T09:00:00Z');
const stateDir = mkdtempSync(join(tmpdir(), 'tandem-state-'));
let cloud: Cloud | undefined;

afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
  rmSync(stateDir, { recursive: true, force: true });
});

const start = async (atMs: number): Promise<Cloud> => {
  cloud = await startCloud({ clock: Clock.manual(atMs), assembly: assemblyOf(), handlers, stateDir });
  return cloud;
};

test('what was there before a restart is there after it, and what waited goes on', async () => {
  const first = await start(START);
  const { executionArn } = await new SFNClient(first.clientConfig()).send(
    new StartExecutionCommand({
      stateMachineArn: 'arn:aws:states:eu-central-1:000000000000:stateMachine:demo-keep-tomorrow',
      input: '{"id":"kept","text":"over a restart"}',
    }),
  );
  const item = { PK: { S: 'NOTE#before' }, type: { S: 'NOTE' }, text: { S: 'hello' } };
  await new DynamoDBClient(first.clientConfig()).send(new PutItemCommand({ TableName: 'demo-notes', Item: item }));
  await first.clock.moveTo(START + 3_600_000);
  await first.settle();
  await first.stop();
  expect(storedClockOffset(stateDir) + Date.now()).toBeGreaterThan(START);

  const second = await start(START + 3_600_000);
  await second.settle();
  const states = new SFNClient(second.clientConfig());
  expect((await states.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('RUNNING');
  await second.clock.moveTo(START + 86_400_000);
  expect((await states.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('SUCCEEDED');
  await second.settle();
  const dynamo = new DynamoDBClient(second.clientConfig());
  const told = async (id: string) =>
    (await dynamo.send(new GetItemCommand({ TableName: 'demo-copies', Key: { PK: { S: `INSERT NOTE#${id}` } } }))).Item
      ?.told?.N;
  expect(await told('before')).toBe('1');
  expect(await told('kept')).toBe('1');
});

test('a state folder of another version is refused with what to do', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-state-'));
  writeFileSync(join(dir, 'cloud.json'), '{"format":0}');
  const begun = startCloud({ clock: Clock.manual(START), assembly: assemblyOf(), handlers, stateDir: dir });
  await expect(begun).rejects.toThrow('npm run reset');
  expect(readdirSync(dir)).toEqual(['cloud.json']);
  expect(readFileSync(join(dir, 'cloud.json'), 'utf8')).toBe('{"format":0}');
});
