import { errorAnswer, jsonAnswer, ValuesAnswer } from '../door/answers.ts';
import { createEngine, type Engine, ServiceError } from '../engine/index.ts';
import type { Roles } from '../iam/roles.ts';
import type { Ground, Permission, Resource, Service, ServiceAnswer, ServiceCall } from '../service.ts';
import type { Template } from '../template/template.ts';
import { type Fields, fields, isFields, optionalText, parseJson, text } from '../template/values.ts';
import { type DoorCalls, engineHost } from './host.ts';

const BY_EXECUTION = new Set([
  'DescribeExecution',
  'GetExecutionHistory',
  'StopExecution',
  'RedriveExecution',
  'DescribeStateMachineForExecution',
  'ListMapRuns',
]);

/** Fields that name what an action is about. */
const RESOURCE_FIELDS = [
  'stateMachineArn',
  'stateMachineVersionArn',
  'stateMachineAliasArn',
  'mapRunArn',
  'resourceArn',
];

/** Step Functions: our engine behind the door, with the state machines of the templates. */
export class StatesService implements Service {
  readonly name = 'states';
  readonly engine: Engine;
  readonly #template: Template;
  readonly #ground: Ground;

  constructor(ground: Ground, template: Template, roles: Roles, door: DoorCalls, keepHistories: boolean) {
    this.#ground = ground;
    this.#template = template;
    this.engine = createEngine({
      clock: ground.clock,
      region: ground.region,
      account: ground.account,
      seed: ground.seed,
      keepHistories,
      host: engineHost(ground, roles, door),
    });
  }

  /** Makes the state machines, or gives those of an earlier run their new definition: running executions keep theirs. */
  async prepare(): Promise<void> {
    for (const resource of this.#template.ofType('AWS::StepFunctions::StateMachine')) {
      const definition = definitionOf(resource, this.#template);
      const roleArn = text(resource.properties.RoleArn, resource.logicalId);
      try {
        await this.engine.handle('DescribeStateMachine', { stateMachineArn: resource.arn });
        await this.engine.handle('UpdateStateMachine', { stateMachineArn: resource.arn, definition, roleArn });
      } catch (error) {
        if (!(error instanceof ServiceError && error.name === 'StateMachineDoesNotExist')) throw error;
        const name = text(resource.arn, resource.logicalId).split(':').at(-1);
        await this.engine.handle('CreateStateMachine', { name, definition, roleArn, type: 'STANDARD' });
      }
    }
  }

  permissions(call: ServiceCall): readonly Permission[] {
    const body = readBody(call);
    return [{ action: `states:${call.action}`, resource: this.#resource(call.action, body) }];
  }

  #resource(action: string, body: Fields): string {
    if (BY_EXECUTION.has(action)) return optionalText(body.executionArn) ?? '*';
    if (action.startsWith('SendTask')) return machineOfToken(optionalText(body.taskToken) ?? '');
    if (action === 'CreateStateMachine') {
      return `arn:aws:states:${this.#ground.region}:${this.#ground.account}:stateMachine:${optionalText(body.name)}`;
    }
    const named = RESOURCE_FIELDS.map((field) => optionalText(body[field])).find((arn) => arn !== undefined);
    return named ?? '*';
  }

  async handle(call: ServiceCall): Promise<ServiceAnswer> {
    try {
      const answer = await this.engine.handle(call.action, readBody(call));
      return call.json && isFields(answer) ? new ValuesAnswer(answer, {}) : jsonAnswer(answer);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return errorAnswer(call, { name: error.name, message: error.message, status: error.statusCode });
    }
  }

  snapshot(): unknown {
    return this.engine.snapshot();
  }

  restore(state: unknown): void {
    if (typeof state === 'string') this.engine.restore(state);
  }

  async stop(): Promise<void> {
    this.engine.close();
  }
}

const readBody = (call: ServiceCall): Fields =>
  call.json ?? fields(parseJson(Buffer.from(call.body).toString('utf8') || '{}', call.action), call.action);

/** A token starts with its task's execution; AWS too checks the right to answer on the token's state machine. */
function machineOfToken(token: string): string {
  const [body = ''] = token.split('.');
  const claim = Buffer.from(body, 'base64url').toString();
  const [, prefix, name] = /"(arn:aws:states:[^"]+?):execution:([^:"/]+)[:/]/.exec(claim) ?? [];
  return prefix && name ? `${prefix}:stateMachine:${name}` : '*';
}

function definitionOf(resource: Resource, template: Template): string {
  const { properties, logicalId, stack } = resource;
  const location = properties.DefinitionS3Location;
  const source = isFields(location)
    ? template.asset(stack, text(location.Key, logicalId))
    : text(properties.DefinitionString ?? JSON.stringify(properties.Definition), logicalId);
  const values = isFields(properties.DefinitionSubstitutions) ? properties.DefinitionSubstitutions : {};
  return source.replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, name: string) =>
    name in values ? text(values[name], name) : whole,
  );
}
