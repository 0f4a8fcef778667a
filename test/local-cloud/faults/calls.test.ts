import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from 'vitest';
import { faultsByPlan } from '../../../infra/local/door/fault-plan.ts';
import type { Fault } from '../../../infra/local/door/faults.ts';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers, dynamodb: 'memory', ports: 'free' });
const ask = (deed: string) => cloud().invoke('tandem-local-demo-do-anything:live', { deed });
const first = (action: string, fault: Fault): void => {
  cloud().faults = faultsByPlan([{ function: 'demo-do-anything', action, nth: 1, fault }]);
};
const isThere = async (id: string) =>
  (
    await new DynamoDBClient(cloud().clientConfig()).send(
      new GetItemCommand({ TableName: 'demo-notes', Key: { PK: { S: `NOTE#${id}` } } }),
    )
  ).Item !== undefined;
const passed = async (work: () => Promise<unknown>): Promise<number> => {
  const before = cloud().clock.now();
  await work();
  return cloud().clock.now() - before;
};
afterEach(() => {
  cloud().faults = undefined;
});

describe('A function whose call', () => {
  test('meets a broken connection: the SDK tries again', async () => {
    first('PutItem', { kind: 'reset', when: 'before' });
    expect((await ask('write what it may write')).value).toBe('written');
    expect(await isThere('written')).toBe(true);
  });

  test('loses its answer: the SDK makes the call a second time', async () => {
    first('PutItem', { kind: 'reset', when: 'after' });
    const { calls } = cloud().counters.sum({ action: 'PutItem' });
    expect((await ask('write what it may write')).value).toBe('written');
    expect(cloud().counters.sum({ action: 'PutItem' }).calls - calls).toBeGreaterThanOrEqual(1);
  });

  test('is slow waits so long on the clock of the cloud', async () => {
    first('PutItem', { kind: 'slow', ms: 2_000 });
    expect(await passed(() => ask('write what it may write'))).toBe(2_000);
  });

  test('gets no answer waits until its own time limit, and starts anew afterwards', async () => {
    await ask('memory');
    first('PutItem', { kind: 'timeout', when: 'after' });
    const before = cloud().clock.now();
    expect((await ask('write what it may write')).value).toMatchObject({ errorType: 'Sandbox.Timedout' });
    expect(cloud().clock.now() - before).toBe(10_000);
    expect(await isThere('written')).toBe(true);
    expect((await ask('memory')).value).toBe(1);
  });

  test('gets no answer, and a client with a time limit: the call is made again', async () => {
    first('GetItem', { kind: 'timeout', when: 'before' });
    const { value } = await ask('read, and wait 300 ms at most');
    expect(value).toBeGreaterThanOrEqual(300);
    expect(value).toBeLessThan(10_000);
  });

  test('is its last: it ends before the call is made', async () => {
    first('PutItem', { kind: 'crash', when: 'before' });
    expect((await ask('write twice')).value).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await isThere('first')).toBe(false);
  });
});

describe('A workflow whose function cannot be invoked', () => {
  test.each([
    ['is throttled', { kind: 'throttle' }, 'Lambda.TooManyRequestsException'],
    ['fails', { kind: 'server-error', when: 'before' }, 'Lambda.ServiceException'],
    ['is cut off', { kind: 'reset', when: 'before' }, 'Lambda.SdkClientException'],
  ] as const)('%s: the error has the name that Retry knows', async (_, fault, error) => {
    const stateMachineArn = cloud().resources('AWS::StepFunctions::StateMachine')[0]?.arn;
    cloud().faults = ({ service, role }) => (service === 'lambda' && role === 'WorkflowRole' ? fault : undefined);
    const started = (await cloud().engine.handle('StartExecution', {
      stateMachineArn,
      name: error.replace('.', '-'),
      input: '{"id":"w","text":"hello"}',
    })) as { readonly executionArn: string };
    const { executionArn } = started;
    await cloud().clock.moveTo(cloud().clock.now() + 2 * 86_400_000);
    await cloud().settle();
    expect(await cloud().engine.handle('DescribeExecution', { executionArn })).toMatchObject({
      status: 'FAILED',
      error,
    });
  });
});

describe('Through the port', () => {
  const outside = () =>
    new DynamoDBClient({
      endpoint: cloud().awsUrl,
      region: cloud().region,
      credentials: cloud().credentials(),
      maxAttempts: 1,
      requestHandler: { requestTimeout: 200, throwOnRequestTimeout: true },
    });
  const read = () => outside().send(new GetItemCommand({ TableName: 'demo-notes', Key: { PK: { S: 'x' } } }));

  test('a connection breaks', async () => {
    cloud().faults = () => ({ kind: 'reset', when: 'before' });
    await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('an answer never comes: the client has a time limit of its own', async () => {
    cloud().faults = () => ({ kind: 'timeout', when: 'before' });
    await expect(read()).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
