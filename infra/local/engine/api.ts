/** The service's API: one method per action, requests and answers as in the JSON protocol. */
import { uuidFor } from './chance.ts';
import { describeExecution, listedExecution } from './describe.ts';
import type { Execution } from './execution.ts';
import { renderEvent } from './history.ts';
import { ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import { isTooLarge, parseJson } from './json.ts';
import type { Machine } from './machines.ts';
import { paged } from './pages.ts';
import { readDefinition } from './parse-definition.ts';
import { type Action, type Request, requests } from './requests.ts';

type Methods = { [A in Action]: (request: Request<A>) => object };

export class ServiceApi {
  readonly #engine: Interpreter;
  readonly #methods: Methods;

  constructor(engine: Interpreter) {
    this.#engine = engine;
    this.#methods = this.#all();
  }

  /** Throws `ServiceError`. */
  async handle(action: string, body: unknown): Promise<unknown> {
    if (!isAction(action))
      throw new ServiceError('UnknownOperationException', `The local Step Functions has no action '${action}'`);
    return this.#perform(action, body);
  }

  #perform<A extends Action>(action: A, body: unknown): object {
    const parsed = requests[action].safeParse(body ?? {});
    const method: (request: Request<A>) => object = this.#methods[action];
    if (parsed.success) return method(parsed.data as Request<A>);
    const [issue] = parsed.error.issues;
    const where = issue && issue.path.length > 0 ? ` at '${issue.path.join('.')}'` : '';
    throw new ServiceError('ValidationException', `1 validation error detected:${where} ${issue?.message}`);
  }

  #all(): Methods {
    return {
      CreateStateMachine: (request) => this.#create(request),
      DescribeStateMachine: ({ stateMachineArn }) => this.#describeMachine(this.#machine(stateMachineArn)),
      ListStateMachines: (request) => this.#listMachines(request),
      UpdateStateMachine: (request) => this.#update(request),
      DeleteStateMachine: ({ stateMachineArn }) => this.#delete(stateMachineArn),
      StartExecution: (request) => this.#start(request),
      DescribeExecution: ({ executionArn }) => describeExecution(this.#execution(executionArn), this.#now()),
      DescribeStateMachineForExecution: ({ executionArn }) => this.#machineOf(this.#execution(executionArn)),
      ListExecutions: (request) => this.#listExecutions(request),
      GetExecutionHistory: (request) => this.#history(request),
      StopExecution: (request) => this.#stop(request),
      RedriveExecution: (request) => this.#redrive(request),
      SendTaskSuccess: ({ taskToken, output }) => done(() => this.#engine.tasks.succeed(taskToken, output)),
      SendTaskFailure: ({ taskToken, error, cause }) => done(() => this.#engine.tasks.refuse(taskToken, error, cause)),
      SendTaskHeartbeat: ({ taskToken }) => done(() => this.#engine.tasks.heartbeat(taskToken)),
      ListTagsForResource: ({ resourceArn }) => ({ tags: this.#machine(resourceArn).settings.tags ?? [] }),
      ValidateStateMachineDefinition: (request) => this.#validate(request),
    };
  }

  #now(): number {
    return this.#engine.clock.now();
  }

  #machine(arn: string): Machine {
    checkArn(arn);
    return this.#engine.machines.get(arn);
  }

  #execution(arn: string): Execution {
    checkArn(arn);
    const execution = this.#engine.executions.get(arn);
    if (!execution) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  #create({ name, definition, roleArn, type, ...settings }: Request<'CreateStateMachine'>): object {
    checkName(name);
    if (type === 'EXPRESS')
      throw new ServiceError('ValidationException', 'The local Step Functions runs STANDARD state machines alone');
    const arn = this.#engine.arn('stateMachine', name);
    const machine = this.#engine.machines.create(arn, name, definition, roleArn, this.#now(), settings);
    return { stateMachineArn: machine.arn, creationDate: machine.createdMs / 1000 };
  }

  #describeMachine(machine: Machine): object {
    const { definitionText, roleArn } = this.#engine.machines.revisionAt(machine.revision);
    const { loggingConfiguration, tracingConfiguration } = machine.settings;
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      status: machine.deleting ? 'DELETING' : 'ACTIVE',
      definition: definitionText,
      roleArn,
      type: 'STANDARD',
      creationDate: machine.createdMs / 1000,
      loggingConfiguration: loggingConfiguration ?? { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: tracingConfiguration ?? { enabled: false },
      ...(machine.revisionId === undefined ? {} : { revisionId: machine.revisionId }),
    };
  }

  #listMachines(request: Request<'ListStateMachines'>): object {
    const machines = [...this.#engine.machines.byArn.values()].map((machine) => ({
      stateMachineArn: machine.arn,
      name: machine.name,
      type: 'STANDARD',
      creationDate: machine.createdMs / 1000,
    }));
    const { items, nextToken } = paged(machines, request);
    return { stateMachines: items, ...nextToken };
  }

  #update({ stateMachineArn, definition, roleArn, ...settings }: Request<'UpdateStateMachine'>): object {
    const machine = this.#machine(stateMachineArn);
    if (machine.deleting)
      throw new ServiceError('StateMachineDeleting', `State Machine is being deleted: '${machine.arn}'`);
    if (definition === undefined && roleArn === undefined && Object.keys(settings).length === 0)
      throw new ServiceError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN or a setting is required',
      );
    this.#engine.machines.update(machine, definition, roleArn, settings);
    return { updateDate: this.#now() / 1000, revisionId: machine.revisionId };
  }

  #delete(arn: string): object {
    checkArn(arn);
    return done(() => this.#engine.delete(arn));
  }

  #start({ stateMachineArn, name, input = '{}' }: Request<'StartExecution'>): object {
    const machine = this.#machine(stateMachineArn);
    if (name !== undefined) checkName(name);
    if (isTooLarge(input))
      throw new ServiceError(
        'InvalidExecutionInput',
        'Invalid State Machine Execution Input: larger than 262144 bytes',
      );
    if (parseJson(input) === undefined)
      throw new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input}' is not JSON`);
    const unnamed = () => uuidFor(this.#engine.seed, 'execution', this.#engine.executions.size);
    const execution = this.#engine.start({ machineArn: machine.arn, name: name ?? unnamed(), input });
    return { executionArn: execution.arn, startDate: execution.startMs / 1000 };
  }

  #machineOf(execution: Execution): object {
    const { definitionText, roleArn } = this.#engine.revisionOf(execution);
    const machine = this.#engine.machines.byArn.get(execution.machineArn);
    return {
      stateMachineArn: execution.machineArn,
      name: machine?.name ?? execution.machineArn.split(':').at(-1),
      definition: definitionText,
      roleArn,
      updateDate: execution.startMs / 1000,
      loggingConfiguration: machine?.settings.loggingConfiguration ?? { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: machine?.settings.tracingConfiguration ?? { enabled: false },
    };
  }

  #listExecutions({ stateMachineArn, statusFilter, redriveFilter, ...page }: Request<'ListExecutions'>): object {
    if (stateMachineArn === undefined)
      throw new ServiceError(
        'ValidationException',
        'The local Step Functions lists executions by stateMachineArn alone',
      );
    const machine = this.#machine(stateMachineArn);
    const all = this.#engine.started.get(machine.arn) ?? [];
    const wanted = all.filter(
      (one) =>
        (statusFilter === undefined || one.status === statusFilter) &&
        (redriveFilter === undefined || (redriveFilter === 'REDRIVEN') === one.redriveCount > 0),
    );
    const { items, nextToken } = paged(wanted, page, { newestFirst: true });
    return { executions: items.map(listedExecution), ...nextToken };
  }

  #history({ executionArn, reverseOrder, includeExecutionData, ...page }: Request<'GetExecutionHistory'>): object {
    const { events } = this.#execution(executionArn);
    const numbered = events.map((event, i) => ({ event, id: i + 1 }));
    const { items, nextToken } = paged(numbered, page, { newestFirst: reverseOrder ?? false });
    return { events: items.map(({ event, id }) => renderEvent(event, id, includeExecutionData ?? true)), ...nextToken };
  }

  #stop({ executionArn, error, cause }: Request<'StopExecution'>): object {
    const execution = this.#execution(executionArn);
    this.#engine.finish(execution, 'ABORTED', { error, cause });
    return { stopDate: (execution.stopMs ?? this.#now()) / 1000 };
  }

  #redrive({ executionArn }: Request<'RedriveExecution'>): object {
    const execution = this.#execution(executionArn);
    this.#engine.redrive(execution);
    return { redriveDate: this.#now() / 1000 };
  }

  #validate({ definition }: Request<'ValidateStateMachineDefinition'>): object {
    const { problems } = readDefinition(definition);
    const diagnostics = problems.map((problem) => ({ severity: 'ERROR', ...problem }));
    return { result: problems.length === 0 ? 'OK' : 'FAIL', diagnostics, truncated: false };
  }
}

function isAction(action: string): action is Action {
  return Object.hasOwn(requests, action);
}

function done(work: () => void): object {
  work();
  return {};
}

function checkArn(arn: string): void {
  if (!arn.startsWith('arn:')) throw new ServiceError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
}

/** 1 to 80 characters without spaces, brackets, wildcards, special and control characters. */
function checkName(name: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a name may not hold
  if (name.length < 1 || name.length > 80 || /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/.test(name))
    throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
}
