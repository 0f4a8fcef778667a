/** Map runs, as the API tells of them. */
import type { Methods } from './api.ts';
import { ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import type { MapRun } from './map-runs.ts';
import { paged } from './pages.ts';
import { checkArn } from './validation.ts';

export function mapRunMethods(engine: Interpreter): Pick<Methods, 'ListMapRuns' | 'DescribeMapRun' | 'UpdateMapRun'> {
  return {
    ListMapRuns: ({ executionArn, ...page }) => {
      checkArn(executionArn);
      if (!engine.executions.has(executionArn))
        throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
      const runs = [...engine.mapRuns.byArn.values()].filter((run) => run.executionArn === executionArn);
      const { items, nextToken } = paged(runs, page);
      return { mapRuns: items.map((run) => ({ ...named(run), stateMachineArn: run.machineArn })), ...nextToken };
    },
    DescribeMapRun: ({ mapRunArn }) => {
      checkArn(mapRunArn);
      return describe(engine, engine.mapRuns.get(mapRunArn));
    },
    UpdateMapRun: ({ mapRunArn, maxConcurrency, toleratedFailureCount, toleratedFailurePercentage }) => {
      checkArn(mapRunArn);
      engine.mapRuns.update(engine.mapRuns.get(mapRunArn), {
        ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
        ...(toleratedFailureCount === undefined ? {} : { count: toleratedFailureCount }),
        ...(toleratedFailurePercentage === undefined ? {} : { percentage: toleratedFailurePercentage }),
      });
      return {};
    },
  };
}

function named(run: MapRun): object {
  return {
    executionArn: run.executionArn,
    mapRunArn: run.arn,
    startDate: run.startMs / 1000,
    ...(run.stopMs === undefined ? {} : { stopDate: run.stopMs / 1000 }),
  };
}

function describe(engine: Interpreter, run: MapRun): object {
  const { maxConcurrency, count = 0, percentage = 0 } = run.limits;
  return {
    ...named(run),
    status: run.status,
    maxConcurrency,
    toleratedFailureCount: count,
    toleratedFailurePercentage: percentage,
    itemCounts: counts(engine, run, (index) => run.weights[index] ?? 1),
    executionCounts: counts(engine, run, () => 1),
    redriveCount: run.redriveCount,
    ...(run.redriveMs === undefined ? {} : { redriveDate: run.redriveMs / 1000 }),
  };
}

const COUNTED = {
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
  PENDING_REDRIVE: 'pendingRedrive',
} as const;

function counts(engine: Interpreter, run: MapRun, weight: (index: number) => number): Record<string, number> {
  const found = {
    pending: 0,
    running: 0,
    succeeded: 0,
    failed: 0,
    timedOut: 0,
    aborted: 0,
    total: 0,
    resultsWritten: 0,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
  for (const index of run.weights.keys()) {
    const child = engine.executions.get(run.children[index] ?? '');
    found.total += weight(index);
    found[child ? COUNTED[child.status] : 'pending'] += weight(index);
  }
  found.resultsWritten = found.succeeded;
  return found;
}
