import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from './rules.ts';
import { of, type Resource, type Synthesised, synthesise } from './synth.ts';

const pages = mkdtempSync(join(tmpdir(), 'tandem-pages-'));
writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Partners</title>');
const stages = [synthesise('local', undefined, false), synthesise('prod', pages, false)];
const [local] = stages;

test.each(
  stages.flatMap((stage) => Object.entries(rules).map(([says, rule]) => [stage.prefix, says, rule, stage] as const)),
)('%s: %s', (_, __, rule, stage) => {
  expect(rule(stage)).toEqual([]);
});

/** The local stage with the first resource that fits changed. */
const changed = (
  type: string,
  change: (properties: Record<string, unknown>) => Record<string, unknown>,
  fits: (one: Resource) => boolean = () => true,
): Synthesised => {
  if (!local) throw new Error('There is no stage.');
  const found = local.resources.find((one) => one.type === type && fits(one));
  if (!found) throw new Error(`The stage has no such ${type}.`);
  const properties = change(structuredClone(found.properties));
  const resources = local.resources.map((one) => (one === found ? { ...one, properties } : one));
  return of(resources, local.stacks, local.prefix);
};
const MACHINE = 'AWS::StepFunctions::StateMachine';
/** The definition with the first Task (or wait) without this field. */
const without = (field: string, wait = false) =>
  changed(MACHINE, (properties) => {
    const definition = JSON.parse(String(properties.DefinitionString));
    const isMeant = (state: { Type: string; Resource?: string }): boolean =>
      state.Type === 'Task' && (!wait || String(state.Resource).endsWith('.waitForTaskToken'));
    const [name] = Object.entries<{ Type: string }>(definition.States).find(([, state]) => isMeant(state)) ?? [];
    delete definition.States[name ?? ''][field];
    return { ...properties, DefinitionString: JSON.stringify(definition) };
  });
const FUNCTION = 'AWS::Lambda::Function';
const allowed = (Action: unknown, Resource: unknown = '*') => ({ Effect: 'Allow', Action, Resource });
const granted = (statement: object) => () => ({ PolicyDocument: { Statement: [statement] } });
const POLICY = 'AWS::IAM::Policy';
const lonely: Resource = {
  id: 'Lonely',
  stack: 'tandem-local-email',
  type: 'AWS::SQS::Queue',
  properties: {},
  deletionPolicy: undefined,
  dependsOn: [],
};

test.each<[string, string, () => Synthesised]>([
  ['a Task without Retry', 'every Task is tried again', () => without('Retry')],
  ['a Task without Catch', 'every Task has a Catch', () => without('Catch')],
  ['a wait without a time-out', 'every wait has', () => without('TimeoutSeconds', true)],
  [
    'a log group for ever',
    'every log group',
    () => changed('AWS::Logs::LogGroup', ({ RetentionInDays: _, ...rest }) => rest),
  ],
  [
    'a function that has its log group made for it',
    'never into one that is made',
    () => changed(FUNCTION, (properties) => ({ ...properties, LoggingConfig: { LogFormat: 'JSON' } })),
  ],
  [
    'a workflow without a log',
    'never into one that is made',
    () => changed(MACHINE, ({ LoggingConfiguration: _, ...rest }) => rest),
  ],
  ['a grant of everything', 'by wildcard', () => changed(POLICY, granted(allowed('*')))],
  ['a grant of a service', 'by wildcard', () => changed(POLICY, granted(allowed(['s3:GetObject', 'sqs:*'])))],
  ['a grant of the beginnings of names', 'by wildcard', () => changed(POLICY, granted(allowed('dynamodb:Get*')))],
  [
    'a grant of all but something',
    'all but some',
    () => changed(POLICY, granted({ Effect: 'Allow', NotAction: 'iam:PassRole', Resource: '*' })),
  ],
  [
    'a grant in a queue',
    'by wildcard',
    () => changed('AWS::SQS::QueuePolicy', granted({ ...allowed('sqs:*'), Principal: '*' })),
  ],
  [
    "AWS's own policy in a role",
    'did not write',
    () =>
      changed('AWS::IAM::Role', (role) => ({
        ...role,
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      })),
  ],
  [
    'a grant of a function without its alias',
    'its alias alone',
    () => changed(POLICY, granted(allowed('lambda:InvokeFunction', 'arn:aws:lambda:eu-central-1:1:function:a'))),
  ],
  [
    'a workflow that calls a version',
    'by their alias',
    () =>
      changed(MACHINE, (properties) => {
        const [name = ''] = Object.keys(properties.DefinitionSubstitutions as object);
        const DefinitionSubstitutions = {
          ...(properties.DefinitionSubstitutions as object),
          [name]: 'arn:aws:lambda:eu-central-1:1:function:a:7',
        };
        return { ...properties, DefinitionSubstitutions };
      }),
  ],
  [
    'a workflow with a name that nobody fills in',
    'by their alias',
    () => changed(MACHINE, (properties) => ({ ...properties, DefinitionSubstitutions: {} })),
  ],
  [
    'a log group whose construct was moved',
    'logical id for good',
    () =>
      changed(FUNCTION, (properties) => ({
        ...properties,
        LoggingConfig: { LogGroup: { Ref: 'MovedLogsABCDEF01' }, LogFormat: 'JSON' },
      })),
  ],
  [
    'a function that is slower than the API',
    'before the API gives up',
    () =>
      changed(
        FUNCTION,
        (properties) => ({ ...properties, Timeout: 60 }),
        ({ id }) => /^RequestSignIn/.test(id),
      ),
  ],
  ['a queue that nothing ends in', 'every queue', () => of([...(local?.resources ?? []), lonely], [], 'tandem-local')],
])('the rules notice %s', (_, says, broken) => {
  const [rule] = Object.entries(rules).flatMap(([sentence, one]) => (sentence.includes(says) ? [one] : []));
  expect(rule?.(broken())).not.toEqual([]);
});
