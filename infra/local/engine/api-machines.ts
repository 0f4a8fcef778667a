/** State machines: made, described, changed, tagged, checked. */
import type { Methods } from './api.ts';
import { ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import type { Machine } from './machines.ts';
import { paged } from './pages.ts';
import { readDefinition } from './parse-definition.ts';
import { checkArn, checkName } from './validation.ts';
import { publish, versionArn } from './versions.ts';

type Mine =
  | 'CreateStateMachine'
  | 'DescribeStateMachine'
  | 'ListStateMachines'
  | 'UpdateStateMachine'
  | 'DeleteStateMachine'
  | 'TagResource'
  | 'UntagResource'
  | 'ListTagsForResource'
  | 'ValidateStateMachineDefinition';

export function machineMethods(engine: Interpreter): Pick<Methods, Mine> {
  const api = new MachineApi(engine);
  return {
    CreateStateMachine: (request) => api.create(request),
    DescribeStateMachine: ({ stateMachineArn }) => api.describe(stateMachineArn),
    ListStateMachines: (request) => api.list(request),
    UpdateStateMachine: (request) => api.update(request),
    DeleteStateMachine: ({ stateMachineArn }) => {
      checkArn(stateMachineArn);
      engine.delete(stateMachineArn);
      return {};
    },
    TagResource: ({ resourceArn, tags }) => {
      const machine = api.tagged(resourceArn);
      const known = new Map(tagsOf(machine).map(({ key, value }) => [key, value]));
      for (const { key, value } of tags) known.set(key, value ?? '');
      machine.settings.tags = [...known].map(([key, value]) => ({ key, value }));
      return {};
    },
    UntagResource: ({ resourceArn, tagKeys }) => {
      const machine = api.tagged(resourceArn);
      machine.settings.tags = tagsOf(machine).filter(({ key }) => !tagKeys.includes(key));
      return {};
    },
    ListTagsForResource: ({ resourceArn }) => ({ tags: tagsOf(api.tagged(resourceArn)) }),
    ValidateStateMachineDefinition: ({ definition }) => validate(definition),
  };
}

class MachineApi {
  readonly #engine: Interpreter;

  constructor(engine: Interpreter) {
    this.#engine = engine;
  }

  create({
    name,
    definition,
    roleArn,
    type,
    publish: publishes,
    ...more
  }: Parameters<Methods['CreateStateMachine']>[0]) {
    const { versionDescription, ...settings } = more;
    checkName(name);
    checkDescription(publishes, versionDescription);
    if (type === 'EXPRESS')
      throw new ServiceError('ValidationException', 'The local Step Functions runs STANDARD state machines alone');
    const arn = this.#engine.arn('stateMachine', name);
    const machine = this.#engine.machines.create(arn, name, definition, roleArn, this.#engine.clock.now(), settings);
    return {
      stateMachineArn: machine.arn,
      creationDate: machine.createdMs / 1000,
      ...this.#published(machine, publishes, versionDescription),
    };
  }

  describe(arn: string): object {
    checkArn(arn);
    const { machine, version } = this.#engine.machines.routed(arn, arn);
    const { definitionText, roleArn } = this.#engine.machines.revisionAt(version?.revision ?? machine.revision);
    const revisionId = version ? version.revisionId : machine.revisionId;
    return {
      stateMachineArn: version ? versionArn(machine, version) : machine.arn,
      name: machine.name,
      status: machine.deleting ? 'DELETING' : 'ACTIVE',
      definition: definitionText,
      roleArn,
      type: 'STANDARD',
      creationDate: (version?.createdMs ?? machine.createdMs) / 1000,
      ...settingsOf(machine),
      ...(revisionId === undefined ? {} : { revisionId }),
      ...(version?.description === undefined ? {} : { description: version.description }),
    };
  }

  list(request: Parameters<Methods['ListStateMachines']>[0]): object {
    const machines = [...this.#engine.machines.byArn.values()].map((machine) => ({
      stateMachineArn: machine.arn,
      name: machine.name,
      type: 'STANDARD',
      creationDate: machine.createdMs / 1000,
    }));
    const { items, nextToken } = paged(machines, request);
    return { stateMachines: items, ...nextToken };
  }

  update(request: Parameters<Methods['UpdateStateMachine']>[0]): object {
    const { stateMachineArn, definition, roleArn, publish: publishes, versionDescription, ...settings } = request;
    checkArn(stateMachineArn);
    const machine = this.#engine.machines.get(stateMachineArn);
    if (machine.deleting)
      throw new ServiceError('StateMachineDeleting', `State Machine is being deleted: '${machine.arn}'`);
    checkDescription(publishes, versionDescription);
    if (definition === undefined && roleArn === undefined && !publishes && Object.keys(settings).length === 0)
      throw new ServiceError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    this.#engine.machines.update(machine, definition, roleArn, settings);
    return {
      updateDate: this.#engine.clock.now() / 1000,
      ...(machine.revisionId === undefined ? {} : { revisionId: machine.revisionId }),
      ...this.#published(machine, publishes, versionDescription),
    };
  }

  #published(machine: Machine, publishes: boolean | undefined, description: string | undefined): object {
    if (!publishes) return {};
    return { stateMachineVersionArn: versionArn(machine, publish(machine, { description }, this.#engine.clock.now())) };
  }

  /** Throws `ResourceNotFound`: what has tags is the machine, none of its versions. */
  tagged(arn: string): Machine {
    checkArn(arn);
    const machine = this.#engine.machines.byArn.get(arn);
    if (!machine) throw new ServiceError('ResourceNotFound', `Resource not found: '${arn}'`);
    return machine;
  }
}

export function settingsOf(machine: Machine | undefined): object {
  const { loggingConfiguration, tracingConfiguration } = machine?.settings ?? {};
  return {
    loggingConfiguration: loggingConfiguration ?? { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: tracingConfiguration ?? { enabled: false },
  };
}

function tagsOf(machine: Machine): { key: string; value: string }[] {
  return machine.settings.tags ?? [];
}

function checkDescription(publishes: boolean | undefined, description: string | undefined): void {
  if (description !== undefined && !publishes)
    throw new ServiceError('ValidationException', 'Version description can only be set when publish is true');
}

function validate(definition: string): object {
  const { problems } = readDefinition(definition);
  const diagnostics = problems.map((problem) => ({ severity: 'ERROR', ...problem }));
  return { result: problems.length === 0 ? 'OK' : 'FAIL', diagnostics, truncated: false };
}
