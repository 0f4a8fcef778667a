import { StateMachine } from 'aws-local-stepfunctions';
import { Clock } from '../../../infra/local/clock.ts';
import { createEngine } from '../../../infra/local/engine/index.ts';
import { inJsonata, inJsonPath, TRANSITIONS } from './shape.ts';

const AT_ONCE = 500;
const DAY_MS = 86_400_000;

/** Transitions per second of a run of `AT_ONCE` executions side by side; the better of two, as the first warms up. */
const best = async (run: () => Promise<void>): Promise<number> => {
  const seconds: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    await run();
    seconds.push((performance.now() - began) / 1000);
  }
  return (AT_ONCE * TRANSITIONS) / Math.min(...seconds);
};

/** Our engine: histories, limits and timers as ever. */
export const ours = (): Promise<number> =>
  best(async () => {
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
  });

/** aws-local-stepfunctions, with its waits passed over: it has no clock that could be moved. */
export const theirs = (): Promise<number> =>
  best(async () => {
    const machine = new StateMachine(JSON.parse(inJsonPath()), { validationOptions: { noValidate: true } });
    const waits = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`Wait ${index + 1}`, 0]));
    const letters = Array.from({ length: 9 }, (_, index) => [`Send letter ${index + 1}`, async () => ({ sent: true })]);
    const overrides = { taskResourceLocalHandlers: Object.fromEntries(letters), waitTimeOverrides: waits };
    const runs = Array.from({ length: AT_ONCE }, (_, number) => machine.run({ partner: `P${number}` }, { overrides }));
    await Promise.all(runs.map((run) => run.result));
  });

/** The limit: a heap of moments and nothing done in them, in events per second. */
export const bareHeap = async (): Promise<number> => {
  const EVENTS = 1_000_000;
  const heap: { at: number; order: number }[] = [];
  const before = (a: number, b: number): boolean => {
    const [one, two] = [heap[a], heap[b]];
    return one !== undefined && two !== undefined && (one.at - two.at || one.order - two.order) < 0;
  };
  const swap = (a: number, b: number): void => {
    const [one, two] = [heap[a], heap[b]];
    if (one && two) [heap[a], heap[b]] = [two, one];
  };
  const push = (entry: { at: number; order: number }): void => {
    let place = heap.push(entry) - 1;
    for (let parent = (place - 1) >> 1; place > 0 && before(place, parent); parent = (place - 1) >> 1) {
      swap(place, parent);
      place = parent;
    }
  };
  const pop = (): void => {
    swap(0, heap.length - 1);
    heap.pop();
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (before(child + 1, child)) child++;
      if (!before(child, place)) return;
      swap(child, place);
      place = child;
    }
  };
  const began = performance.now();
  for (let order = 0; order < 10_000; order++) push({ at: (order * 7919) % 86_400, order });
  for (let order = 10_000; order < EVENTS; order++) {
    const now = heap[0]?.at ?? 0;
    pop();
    push({ at: now + ((order * 104_729) % 86_400), order });
  }
  return EVENTS / ((performance.now() - began) / 1000);
};
