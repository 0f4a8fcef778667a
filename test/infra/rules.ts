import { createHash } from 'node:crypto';
import * as z from 'zod';
import { allStates, machine } from '../../scripts/pictures/definition.ts';
import { dig, list, type Resource, type Synthesised } from './synth.ts';

/** Says of a synthesised stage what breaks the rule, a line each. */
type Rule = (stage: Synthesised) => readonly string[];

const nameOf = ({ stack, id }: Resource): string => `${stack}/${id}`;
const faulty = (resources: readonly Resource[], breaks: (one: Resource) => boolean): readonly string[] =>
  resources.filter(breaks).map(nameOf);

/** What a value refers to in its own stack: `Ref` or `Fn::GetAtt`. */
const refersTo = (value: unknown): string => String(dig(value, 'Ref') ?? dig(value, 'Fn::GetAtt', 0) ?? '');

/** All text in a template value, those of joins too. */
const textOf = (value: unknown): string => JSON.stringify(value ?? '');

/** The copier of pages and its like are the CDK library's own; their rights are not ours to write. */
const ofTheLibrary = ({ id }: Resource): boolean => /^CustomCDKBucketDeployment/.test(id);

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource: unknown;
}
const statementsIn = (document: unknown): readonly Statement[] => list(dig(document, 'Statement') as Statement[]);
const DOCUMENTS = ['PolicyDocument', 'ResourcePolicy', 'AssumeRolePolicyDocument'];

/** Every statement of every policy document, wherever a template has one. */
const statementsOf = (value: unknown): readonly Statement[] => {
  if (Array.isArray(value)) return value.flatMap(statementsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    DOCUMENTS.includes(name) && dig(inner, 'Statement') ? statementsIn(inner) : statementsOf(inner),
  );
};

const tasksOf = (one: Resource) =>
  allStates(machine.parse(JSON.parse(String(one.properties.DefinitionString)))).filter(
    ([, { Type }]) => Type === 'Task',
  );
const retry = z.looseObject({
  ErrorEquals: z.array(z.string()).min(1),
  MaxAttempts: z.int().min(1),
  JitterStrategy: z.literal('FULL'),
});
const retried = z.looseObject({ Retry: z.array(retry).min(1) });
const caught = z.looseObject({ Catch: z.array(z.looseObject({ Next: z.string() })).min(1) });
const inTasks =
  (breaks: (state: unknown) => boolean): Rule =>
  (stage) =>
    stage
      .ofType('AWS::StepFunctions::StateMachine')
      .flatMap((one) => tasksOf(one).flatMap(([name, state]) => (breaks(state) ? [`${nameOf(one)}: ${name}`] : [])));

/** As CDK makes a logical id of a construct's path. */
const logicalId = (...path: readonly string[]): string =>
  path.join('') +
  createHash('md5')
    .update([...path, 'Resource'].join('/'))
    .digest('hex')
    .slice(0, 8)
    .toUpperCase();

const placeholders = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name = '']) => name)),
];

/** Rules that hold of every stage. */
export const rules: Readonly<Record<string, Rule>> = {
  'every Task is tried again, with jitter and an end': inTasks((state) => !retried.safeParse(state).success),

  'every Task has a Catch': inTasks((state) => !caught.safeParse(state).success),

  'every wait has a time-out': inTasks(
    (state) => String(dig(state, 'Resource')).endsWith('.waitForTaskToken') && !dig(state, 'TimeoutSeconds'),
  ),

  'every log group forgets in time': (stage) =>
    faulty(stage.ofType('AWS::Logs::LogGroup'), ({ properties }) => !(Number(properties.RetentionInDays) > 0)),

  'every function, workflow and API logs into a group of the template, never into one that is made for it': (stage) => {
    const groups = new Set(stage.ofType('AWS::Logs::LogGroup').map(nameOf));
    const has = (one: Resource, ...path: (string | number)[]): boolean =>
      groups.has(`${one.stack}/${refersTo(dig(one.properties, ...path))}`);
    const destination = ['LoggingConfiguration', 'Destinations', 0, 'CloudWatchLogsLogGroup', 'LogGroupArn'];
    return [
      ...faulty(stage.ofType('AWS::Lambda::Function'), (one) => !has(one, 'LoggingConfig', 'LogGroup')),
      ...faulty(stage.ofType('AWS::StepFunctions::StateMachine'), (one) => !has(one, ...destination)),
      ...faulty(stage.ofType('AWS::ApiGatewayV2::Stage'), (one) => !has(one, 'AccessLogSettings', 'DestinationArn')),
    ];
  },

  'no policy of any kind allows an action by wildcard, or all but some': (stage) =>
    stage.resources
      .filter((one) => !ofTheLibrary(one))
      .flatMap((one) =>
        statementsOf(one.properties)
          .filter(({ Effect }) => Effect === 'Allow')
          .filter(({ Action, NotAction }) => NotAction !== undefined || list(Action).some((a) => a.includes('*')))
          .map(({ Action }) => `${nameOf(one)}: ${textOf(Action)}`),
      ),

  'no role has a policy that the house did not write': (stage) =>
    faulty(
      stage.ofType('AWS::IAM::Role'),
      (one) => !ofTheLibrary(one) && one.properties.ManagedPolicyArns !== undefined,
    ),

  'whoever may invoke a function may invoke its alias alone': (stage) =>
    stage.resources.flatMap((one) =>
      statementsOf(one.properties)
        .filter(({ Effect, Action }) => Effect === 'Allow' && list(Action).includes('lambda:InvokeFunction'))
        .flatMap(({ Resource: on }) => list(on))
        .filter((on) => !textOf(on).endsWith(':live"') && !/Live[0-9A-F]{8}$/.test(refersTo(on)))
        .map((on) => `${nameOf(one)}: ${textOf(on)}`),
    ),

  'a workflow names functions by their alias and workflows of this stage, and every name in it is filled in': (stage) =>
    stage.ofType('AWS::StepFunctions::StateMachine').flatMap((one) => {
      const given = dig(one.properties, 'DefinitionSubstitutions') as Record<string, unknown>;
      const machines = stage
        .ofType('AWS::StepFunctions::StateMachine')
        .map(({ properties }) => `:stateMachine:${properties.StateMachineName}"`);
      const isOurs = (value: unknown): boolean =>
        /:function:[\w-]+:live"$/.test(textOf(value)) || machines.some((ending) => textOf(value).endsWith(ending));
      const used = placeholders(String(one.properties.DefinitionString));
      return [
        ...used.filter((name) => !(name in given)).map((name) => `${nameOf(one)}: ${name} is not filled in`),
        ...Object.keys(given)
          .filter((name) => !used.includes(name))
          .map((name) => `${nameOf(one)}: nothing is called ${name}`),
        ...Object.entries(given)
          .filter(([, value]) => !isOurs(value))
          .map(([name, value]) => `${nameOf(one)}: ${name} is ${textOf(value)}`),
      ];
    }),

  'a log group that has its name for good has its logical id for good': (stage) => {
    const expected = stage.ofType('AWS::Lambda::Function').flatMap((one) => {
      const group = refersTo(dig(one.properties, 'LoggingConfig', 'LogGroup'));
      const [, handler = ''] = /^(\w+?)Function[0-9A-F]{8}$/.exec(one.id) ?? [];
      return ofTheLibrary(one) || group === logicalId(handler, 'Logs') ? [] : [`${nameOf(one)}: ${group}`];
    });
    const machines = stage.ofType('AWS::StepFunctions::StateMachine').flatMap((one) => {
      const path = ['LoggingConfiguration', 'Destinations', 0, 'CloudWatchLogsLogGroup', 'LogGroupArn'];
      const group = refersTo(dig(one.properties, ...path));
      const [, workflow = ''] = /^(\w+?)Machine[0-9A-F]{8}$/.exec(one.id) ?? [];
      return group === logicalId(workflow, 'Logs') ? [] : [`${nameOf(one)}: ${group}`];
    });
    return [...expected, ...machines];
  },

  'a function that answers requests is done before the API gives up': (stage) => {
    const uris = stage
      .ofType('AWS::ApiGatewayV2::Integration')
      .map((one) => `${one.stack}/${refersTo(one.properties.IntegrationUri)}`);
    const aliases = stage.ofType('AWS::Lambda::Alias').filter((one) => uris.includes(nameOf(one)));
    const answering = new Set(aliases.map((one) => `${one.stack}/${refersTo(one.properties.FunctionName)}`));
    return faulty(
      stage.ofType('AWS::Lambda::Function').filter((one) => answering.has(nameOf(one))),
      ({ properties }) => !(Number(properties.Timeout) <= 29),
    );
  },

  'every queue is where something ends that failed, or has such a queue': (stage) => {
    const ends = stage.resources.flatMap((one) =>
      [
        ...textOf(one.properties).matchAll(
          /"(?:OnFailure":\{"Destination|DeadLetterConfig":\{"Arn)":\{"Fn::GetAtt":\["(\w+)"/g,
        ),
      ].map(([, id = '']) => `${one.stack}/${id}`),
    );
    return faulty(
      stage.ofType('AWS::SQS::Queue'),
      (one) => !ends.includes(nameOf(one)) && one.properties.RedrivePolicy === undefined,
    );
  },
};
