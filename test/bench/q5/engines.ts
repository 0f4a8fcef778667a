import { StateMachine } from 'aws-local-stepfunctions';
import { Clock } from '../../../infra/local/clock.ts';
import { createEngine } from '../../../infra/local/engine/index.ts';
import { inJsonata, inJsonPath, TRANSITIONS } from './shape.ts';

const AT_ONCE = 500;
const DAY_MS = 86_400_000;

const ROUNDS = 12;

/**
 * Transitions per second of the processor's time (of the machine's, others may use some) of both engines, with `AT_ONCE`
 * executions side by side: in turns, so that both have the same machine, and the best of some rounds, as the first warm
 * up.
 */
export const engines = async (): Promise<{ own: number; other: number }> => {
  let [own, other] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    own = Math.min(own, await processorSeconds(ours));
    other = Math.min(other, await processorSeconds(theirs));
  }
  return { own: (AT_ONCE * TRANSITIONS) / own, other: (AT_ONCE * TRANSITIONS) / other };
};

const processorSeconds = async (run: () => Promise<void> | void): Promise<number> => {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
};

/** Our engine: histories, limits and timers as ever. */
const ours = async (): Promise<void> => {
  const clock = Clock.manual(Date.parse('2027-03-01T09:00:00Z'));
  const engine = createEngine({
    clock,
    region: 'eu-central-1',
    account: '000000000000',
    host: {
      invokeLambda: () => clock.run(() => ({ payload: '{"sent":true}' })),
      callService: async () => ({}),
    },
  });
  const roleArn = 'arn:aws:iam::000000000000:role/onboarding';
  const machine = { name: 'onboarding', definition: inJsonata(), roleArn };
  await engine.handle('CreateStateMachine', machine);
  const stateMachineArn = 'arn:aws:states:eu-central-1:000000000000:stateMachine:onboarding';
  for (let number = 0; number < AT_ONCE; number++) {
    await engine.handle('StartExecution', { stateMachineArn, input: JSON.stringify({ partner: `P${number}` }) });
  }
  await clock.moveTo(clock.now() + 30 * DAY_MS);
  const { executions } = (await engine.handle('ListExecutions', {
    stateMachineArn,
    statusFilter: 'SUCCEEDED',
    maxResults: 1000,
  })) as { executions: readonly unknown[] };
  if (executions.length !== AT_ONCE) throw new Error(`Only ${executions.length} of ${AT_ONCE} executions succeeded.`);
  engine.close();
};

/** aws-local-stepfunctions, with its waits passed over: it has no clock that could be moved. */
const theirs = async (): Promise<void> => {
  const machine = new StateMachine(JSON.parse(inJsonPath()), { validationOptions: { noValidate: true } });
  const waits = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`Wait ${index + 1}`, 0]));
  const letters = Array.from({ length: 9 }, (_, index) => [`Send letter ${index + 1}`, async () => ({ sent: true })]);
  const overrides = { taskResourceLocalHandlers: Object.fromEntries(letters), waitTimeOverrides: waits };
  const runs = Array.from({ length: AT_ONCE }, (_, number) => machine.run({ partner: `P${number}` }, { overrides }));
  await Promise.all(runs.map((run) => run.result));
};

/** The limit: a heap of moments and nothing done in them, in events per second of the processor's time. */
export const bareHeap = async (): Promise<number> => {
  const EVENTS = 1_000_000;
  return EVENTS / (await processorSeconds(() => passMoments(EVENTS)));
};

/** As flat as it gets: two numbers an event, in one array. */
const passMoments = (events: number): void => {
  const HELD = 10_000;
  const at = new Float64Array(HELD);
  for (let order = 0; order < HELD; order++) at[order] = (order * 7919) % 86_400;
  at.sort();
  for (let order = 0; order < events; order++) {
    const due = (at[0] ?? 0) + ((order * 104_729) % 86_400);
    let place = 0;
    for (let child = 1; child < HELD; child = 2 * place + 1) {
      if (child + 1 < HELD && (at[child + 1] ?? 0) < (at[child] ?? 0)) child++;
      if ((at[child] ?? 0) >= due) break;
      at[place] = at[child] ?? 0;
      place = child;
    }
    at[place] = due;
  }
};
