/** Executions and their tasks. */
import type { Methods } from './api.ts';
import { settingsOf } from './api-machines.ts';
import { uuidFor } from './chance.ts';
import { describeExecution, listedExecution } from './describe.ts';
import type { Execution } from './execution.ts';
import { renderEvent } from './history.ts';
import { ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import { paged } from './pages.ts';
import { checkArn, checkInput, checkName } from './validation.ts';
import { versionArn } from './versions.ts';

type Mine =
  | 'StartExecution'
  | 'StartSyncExecution'
  | 'DescribeExecution'
  | 'DescribeStateMachineForExecution'
  | 'ListExecutions'
  | 'GetExecutionHistory'
  | 'StopExecution'
  | 'RedriveExecution'
  | 'SendTaskSuccess'
  | 'SendTaskFailure'
  | 'SendTaskHeartbeat';

export function executionMethods(engine: Interpreter): Pick<Methods, Mine> {
  const api = new ExecutionApi(engine);
  return {
    StartExecution: (request) => api.start(request),
    StartSyncExecution: () => {
      const message = 'This operation is not supported by this type of state machine';
      throw new ServiceError('StateMachineTypeNotSupported', message);
    },
    DescribeExecution: ({ executionArn }) => describeExecution(api.get(executionArn), engine.clock.now()),
    DescribeStateMachineForExecution: ({ executionArn }) => api.machineOf(api.get(executionArn)),
    ListExecutions: (request) => api.list(request),
    GetExecutionHistory: ({ executionArn, reverseOrder, includeExecutionData, ...page }) => {
      const numbered = api.get(executionArn).events.map((event, i) => ({ event, id: i + 1 }));
      const { items, nextToken } = paged(numbered, page, { newestFirst: reverseOrder ?? false });
      const events = items.map(({ event, id }) => renderEvent(event, id, includeExecutionData ?? true));
      return { events, ...nextToken };
    },
    StopExecution: ({ executionArn, error, cause }) => {
      const execution = api.get(executionArn);
      engine.finish(execution, 'ABORTED', { error, cause });
      return { stopDate: (execution.stopMs ?? engine.clock.now()) / 1000 };
    },
    RedriveExecution: ({ executionArn }) => {
      engine.redrive(api.get(executionArn));
      return { redriveDate: engine.clock.now() / 1000 };
    },
    SendTaskSuccess: ({ taskToken, output }) => done(() => engine.tasks.succeed(taskToken, output)),
    SendTaskFailure: ({ taskToken, error, cause }) => done(() => engine.tasks.refuse(taskToken, error, cause)),
    SendTaskHeartbeat: ({ taskToken }) => done(() => engine.tasks.heartbeat(taskToken)),
  };
}

class ExecutionApi {
  readonly #engine: Interpreter;

  constructor(engine: Interpreter) {
    this.#engine = engine;
  }

  get(arn: string): Execution {
    checkArn(arn);
    const execution = this.#engine.executions.get(arn);
    if (!execution) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  start({ stateMachineArn, name, input = '{}' }: Parameters<Methods['StartExecution']>[0]): object {
    checkArn(stateMachineArn);
    if (name !== undefined) checkName(name);
    checkInput(input);
    const named = name ?? uuidFor(this.#engine.seed, 'execution', this.#engine.executions.size);
    const execution = this.#engine.start({ machineArn: stateMachineArn, name: named, input });
    return { executionArn: execution.arn, startDate: execution.startMs / 1000 };
  }

  machineOf(execution: Execution): object {
    const { definitionText, roleArn } = this.#engine.revisionOf(execution);
    const { item, machineArn } = execution;
    const label = item && machineArn.slice(machineArn.indexOf('/') + 1);
    const machine = this.#engine.machines.byArn.get(machineArn.split('/')[0] ?? '');
    return {
      stateMachineArn: machineArn,
      name: machine?.name ?? machineArn.split(':').at(-1),
      definition: definitionText,
      roleArn,
      updateDate: execution.startMs / 1000,
      ...settingsOf(machine),
      ...(execution.revisionId === undefined ? {} : { revisionId: execution.revisionId }),
      ...(item ? { mapRunArn: item.mapRunArn, label } : {}),
    };
  }

  list(request: Parameters<Methods['ListExecutions']>[0]): object {
    const { stateMachineArn, mapRunArn, statusFilter, redriveFilter, ...page } = request;
    if ((stateMachineArn === undefined) === (mapRunArn === undefined))
      throw new ServiceError('ValidationException', 'Must provide exactly one of stateMachineArn and mapRunArn');
    const all = mapRunArn === undefined ? this.#ofMachine(stateMachineArn ?? '') : this.#ofMapRun(mapRunArn);
    const wanted = all.filter(
      (one) =>
        (statusFilter === undefined || one.status === statusFilter) &&
        (redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === one.redriveCount > 0),
    );
    const { items, nextToken } = paged(wanted, page, { newestFirst: true });
    return { executions: items.map((one) => listedExecution(one, mapRunArn !== undefined)), ...nextToken };
  }

  /** Of a machine all; of a version or an alias those started through it. */
  #ofMachine(arn: string): Execution[] {
    checkArn(arn);
    const { machine, version, alias } = this.#engine.machines.routed(arn, arn);
    const all = this.#engine.started.get(machine.arn) ?? [];
    if (alias) return all.filter((one) => one.aliasArn === arn);
    return version ? all.filter((one) => one.versionArn === versionArn(machine, version)) : all;
  }

  #ofMapRun(arn: string): Execution[] {
    checkArn(arn);
    const children = this.#engine.mapRuns.get(arn).children.map((child) => this.#engine.executions.get(child));
    return children.filter((child) => child !== undefined);
  }
}

function done(work: () => void): object {
  work();
  return {};
}
