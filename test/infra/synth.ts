import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildProgram } from '../../infra/program.ts';
import { loadRooms } from '../../infra/rooms/index.ts';
import { contextFile, readStage } from '../../infra/stage.ts';
import { readWorkflows } from '../../infra/workflows.ts';

export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: string | undefined;
  readonly dependsOn: readonly string[];
}

export interface Synthesised {
  readonly resources: readonly Resource[];
  readonly stacks: readonly string[];
  readonly prefix: string;
  ofType(type: string): readonly Resource[];
}

interface Template {
  readonly Resources: Record<
    string,
    { Type: string; Properties?: Record<string, unknown>; DeletionPolicy?: string; DependsOn?: string[] }
  >;
}

/** What lies at a path of a template value, or undefined. */
export const dig = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], value);

const rooms = await loadRooms();
const { workflows } = readWorkflows(rooms);

/** Synthesises a stage of cdk.json; `judged` with validation and AwsSolutions rules on: a finding fails here. */
export const synthesise = (name: string, pages?: string, judged = true): Synthesised => {
  const context = contextFile();
  const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), 'tandem-synth-')) });
  const stage = readStage(context.stages, name);
  buildProgram(app, {
    stage,
    account: stage.account ?? '111122223333',
    rooms,
    workflows,
    codeOf: (room, handler) => Code.fromInline(`// ${room}/${handler}`),
    pages,
    judged,
  });
  const assembly = app.synth();
  const resources = assembly.stacks.flatMap((stack) => {
    const template: Template = stack.template;
    return Object.entries(template.Resources).map(([id, resource]) => ({
      id,
      stack: stack.stackName,
      type: resource.Type,
      properties: resource.Properties ?? {},
      deletionPolicy: resource.DeletionPolicy,
      dependsOn: resource.DependsOn ?? [],
    }));
  });
  return of(
    resources,
    assembly.stacks.map((stack) => stack.stackName),
    `tandem-${name}`,
  );
};

/** The same stage with other resources: what a rule would say to it. */
export const of = (resources: readonly Resource[], stacks: readonly string[], prefix: string): Synthesised => ({
  resources,
  stacks,
  prefix,
  ofType: (type) => resources.filter((resource) => resource.type === type),
});

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** A policy value that may be one or several, as several. */
export const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** What the role of a resource (function or state machine) is allowed: its statements. */
export const grantsOf = (all: Synthesised, owner: Resource): readonly Statement[] => {
  const { Role, RoleArn } = owner.properties;
  const role = dig(Role ?? RoleArn, 'Fn::GetAtt', 0);
  return all
    .ofType('AWS::IAM::Policy')
    .filter((policy) => policy.stack === owner.stack && dig(policy.properties, 'Roles', 0, 'Ref') === role)
    .flatMap((policy) => dig(policy.properties, 'PolicyDocument', 'Statement') as Statement[]);
};

export { rooms, workflows };
