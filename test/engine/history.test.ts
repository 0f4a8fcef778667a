import { describe, expect, test } from 'vitest';
import { aWorld, functionArn, invoke, look, machine, REGION, ROLE, START } from './world.ts';

interface Page {
  events: { id: number; type: string }[];
  nextToken?: string;
}

describe('History', () => {
  test('details, times and links are those of the service', async () => {
    const world = aWorld({ functions: { f: () => ({ ok: true }) } });
    const { executionArn } = await world.run(
      {
        Ask: invoke('f', { Assign: { seen: 1 }, TimeoutSeconds: 30, Next: 'Wait' }),
        Wait: { Type: 'Wait', Seconds: 5, End: true },
      },
      { partner: 'acme' },
    );
    await world.pass(5);
    const events = await world.history(executionArn);
    expect(events.map(({ id, previousEventId }) => [id, previousEventId])).toEqual([
      [1, 0],
      [2, 0],
      [3, 2],
      [4, 3],
      [5, 4],
      [6, 5],
      [7, 6],
      [8, 7],
      [9, 8],
    ]);
    expect(events[0]).toEqual({
      id: 1,
      previousEventId: 0,
      type: 'ExecutionStarted',
      timestamp: START / 1000,
      executionStartedEventDetails: { input: '{"partner":"acme"}', inputDetails: { truncated: false }, roleArn: ROLE },
    });
    expect(events[1]?.stateEnteredEventDetails).toEqual({
      name: 'Ask',
      input: '{"partner":"acme"}',
      inputDetails: { truncated: false },
    });
    expect(events[2]?.taskScheduledEventDetails).toEqual({
      resource: 'invoke',
      resourceType: 'lambda',
      region: REGION,
      parameters: JSON.stringify({ FunctionName: functionArn('f'), Payload: { partner: 'acme' } }),
      timeoutInSeconds: 30,
    });
    expect(events[3]?.taskStartedEventDetails).toEqual({ resource: 'invoke', resourceType: 'lambda' });
    expect(events[4]?.taskSucceededEventDetails).toMatchObject({
      resource: 'invoke',
      outputDetails: { truncated: false },
    });
    expect(events[5]?.stateExitedEventDetails).toMatchObject({
      name: 'Ask',
      output: '{"ok":true}',
      assignedVariables: { seen: '1' },
    });
    expect(events[7]).toMatchObject({ type: 'WaitStateExited', timestamp: START / 1000 + 5 });
    expect(events[8]?.executionSucceededEventDetails).toEqual({
      output: '{"ok":true}',
      outputDetails: { truncated: false },
    });
  });

  test('the answer of a function is in the history with the metadata around it', async () => {
    const world = aWorld({ functions: { f: () => ({ ok: true }) } });
    const { executionArn } = await world.run({ Ask: invoke('f', { Output: '{% $states.result %}' }) });
    const events = await world.history(executionArn);
    const details = events[4]?.taskSucceededEventDetails as { output: string } | undefined;
    const output = details?.output ?? '';
    expect(JSON.parse(output)).toEqual((await look(world, executionArn)).result);
    expect(JSON.parse(output)).toMatchObject({
      Payload: { ok: true },
      StatusCode: 200,
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
  });

  test('a plain function ARN has events of its own kind', async () => {
    const world = aWorld({ functions: { f: (input) => input } });
    const run = await world.run({ Ask: { Type: 'Task', Resource: functionArn('f'), Arguments: { a: 1 }, End: true } });
    expect(run.result).toEqual({ a: 1 });
    expect(run.types.slice(2, 5)).toEqual([
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
    ]);
  });

  test('comes in pages, forwards and backwards, each event once', async () => {
    const world = aWorld();
    const states = Object.fromEntries(
      Array.from({ length: 7 }, (_, i) => [
        `S${i}`,
        { Type: 'Pass', ...(i < 6 ? { Next: `S${i + 1}` } : { End: true }) },
      ]),
    );
    const { executionArn } = await world.run(states);
    for (const reverseOrder of [false, true]) {
      const ids: number[] = [];
      let nextToken: string | undefined;
      do {
        const page: Page = await world.call('GetExecutionHistory', {
          executionArn,
          maxResults: 5,
          reverseOrder,
          ...(nextToken === undefined ? {} : { nextToken }),
        });
        expect(page.events.length).toBeLessThanOrEqual(5);
        ids.push(...page.events.map(({ id }) => id));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      const wanted = Array.from({ length: 16 }, (_, i) => i + 1);
      expect(ids).toEqual(reverseOrder ? wanted.reverse() : wanted);
    }
  });

  test('leaves inputs and outputs out when asked to', async () => {
    const world = aWorld();
    const { executionArn } = await world.run({ Pass: { Type: 'Pass', End: true } }, { secret: 'x' });
    const answer = await world.call('GetExecutionHistory', { executionArn, includeExecutionData: false });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(JSON.stringify(answer)).toContain('"name":"Pass"');
  });
});

describe('Limits', () => {
  test('a loop that never ends dies at 25,000 events instead of running for ever', async () => {
    const world = aWorld();
    const { executionArn, status, error, cause } = await world.run({
      Ping: { Type: 'Pass', Next: 'Pong' },
      Pong: { Type: 'Pass', Next: 'Ping' },
    });
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Runtime' });
    expect(cause).toContain('25000');
    const last = await world.call<Page>('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 1 });
    expect(last.events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
  });

  test('a poll every 15 minutes dies on day 65, not in its first week', async () => {
    const world = aWorld();
    const { executionArn } = await world.run({
      Wait: { Type: 'Wait', Seconds: 900, Next: 'Look' },
      Look: { Type: 'Pass', Next: 'Wait' },
    });
    await world.pass(60 * 86400);
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await world.pass(10 * 86400);
    expect((await world.describe(executionArn)).status).toBe('FAILED');
  });

  test.each([
    [
      'an Output',
      { Type: 'Pass', Output: '{% $join($map([1..40000], function($n) { "1234567" })) %}', End: true },
      'FAILED',
    ],
    [
      'a smaller Output',
      { Type: 'Pass', Output: '{% $join($map([1..30000], function($n) { "1234567" })) %}', End: true },
      'SUCCEEDED',
    ],
  ])('%s counts against 256 KiB', async (_label, state, status) => {
    const run = await aWorld().run({ Big: state });
    expect(run.status).toBe(status);
    if (status === 'FAILED') expect(run.error).toBe('States.DataLimitExceeded');
  });

  test('the limit counts bytes, not characters', async () => {
    const world = aWorld({ functions: { two: () => 'é'.repeat(140_000), one: () => 'e'.repeat(140_000) } });
    expect((await world.run({ Ask: invoke('two') })).error).toBe('States.DataLimitExceeded');
    expect((await world.run({ Ask: invoke('one') })).status).toBe('SUCCEEDED');
  });

  test('TimeoutSeconds of the machine ends the execution as TIMED_OUT', async () => {
    const world = aWorld();
    const arn = await world.start(
      await world.define('m', machine({ Wait: { Type: 'Wait', Seconds: 600, End: true } }, { TimeoutSeconds: 60 })),
    );
    await world.pass(60);
    expect(await world.describe(arn)).toMatchObject({ status: 'TIMED_OUT', stopDate: START / 1000 + 60 });
    expect(await world.describe(arn)).not.toHaveProperty('error');
    expect((await world.types(arn)).at(-1)).toBe('ExecutionTimedOut');
  });

  test('ten thousand histories need not be kept: an engine can forget those that ended well', async () => {
    const { Clock } = await import('../../infra/local/clock.ts');
    const { createEngine } = await import('../../infra/local/engine/index.ts');
    const kept = aWorld();
    const clock = Clock.manual(START);
    const engine = createEngine({
      clock,
      region: REGION,
      account: '000000000000',
      host: kept.host,
      keepHistories: false,
    });
    const definition = JSON.stringify(machine({ Pass: { Type: 'Pass', End: true } }));
    await engine.handle('CreateStateMachine', { name: 'm', definition, roleArn: ROLE });
    const stateMachineArn = `arn:aws:states:${REGION}:000000000000:stateMachine:m`;
    const { executionArn } = (await engine.handle('StartExecution', { stateMachineArn })) as { executionArn: string };
    await clock.idle();
    expect(await engine.handle('DescribeExecution', { executionArn })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{}',
    });
    expect(await engine.handle('GetExecutionHistory', { executionArn })).toEqual({ events: [] });
  });
});
