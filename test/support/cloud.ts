import { afterAll, afterEach, beforeAll } from 'vitest';
import { Clock } from '../../infra/local/clock.ts';
import { type Cloud, type CloudOptions, startCloud } from '../../infra/local/cloud.ts';
import { prepare } from './prepare.ts';

/** Monday, in the middle of the working day of the program's zone. */
export const START = '2027-03-01T09:00:00.000Z';

export interface WithCloudOptions extends Partial<Omit<CloudOptions, 'clock'>> {
  /** ISO instant at which the clock stands first. */
  readonly start?: string;
}

/**
 * A cloud of its own for this test file (or `describe`): in memory, no ports, its clock standing at `start` until the
 * test moves it. Started before the first test, gone after the last. Answers a function that gives the cloud:
 *
 *     const cloud = withCloud();
 *     test('...', async () => { await cloud().http('POST', '/api/applications', { body }); });
 */
export function withCloud(options: WithCloudOptions = {}): () => Cloud {
  let cloud: Cloud | undefined;
  beforeAll(async () => {
    const { start = START, ...rest } = options;
    const ground = await commonGround(rest.assembly !== undefined);
    cloud = await startCloud({ clock: Clock.manual(Date.parse(start)), ...ground, ...rest });
  });
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') return;
    const lines = cloud?.logs.filter((line) => line.level === 'error' || line.level === 'warn').slice(-20) ?? [];
    for (const { function: name, level, line } of lines) console.log(`${name} ${level}: ${line.slice(0, 600)}`);
  });
  afterAll(async () => {
    await cloud?.stop();
  });
  return () => {
    if (!cloud) throw new Error('The cloud starts before the first test; ask for it inside a test.');
    return cloud;
  };
}

/** Templates, bundle and DynamoDB Local that all test files share; without the global setup, made here. */
async function commonGround(ownAssembly: boolean): Promise<{ assembly?: string }> {
  const url = process.env.TANDEM_TEST_GROUND;
  if (!url) return ownAssembly ? {} : prepare();
  const answer = await fetch(ownAssembly ? `${url}/dynamodb` : url);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  const { assembly, dynamoPort }: { assembly: string; dynamoPort: number } = JSON.parse(text);
  process.env.TANDEM_DYNAMODB_PORT = String(dynamoPort);
  return { assembly };
}
