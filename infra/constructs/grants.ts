import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Names } from '../names.ts';
import { type FunctionSpec, streamOf, type TableAction } from '../rooms/manifest.ts';
import type { StageSettings } from '../stage.ts';

/** What a function may be told of other stacks, as deploy-time values. */
export interface Told {
  readonly programKeyArn: string;
  readonly intakeSecretsArn: string;
  /** Of the table whose new items the function reads. */
  readonly streamArn: string;
  readonly siteUrl: string;
  /** Shows that a request came through our CloudFront; empty on one machine, which has none. */
  readonly edgeKey: string;
}

const allow = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });

const tableActions = (actions: readonly TableAction[]): readonly string[] => actions.map((one) => `dynamodb:${one}`);

const tableGrants = (spec: FunctionSpec, names: Names): PolicyStatement[] => {
  const grants: PolicyStatement[] = [];
  for (const table of ['program', 'ledger', 'clicks'] as const) {
    const actions = spec[table] ?? [];
    if (actions.length > 0) grants.push(allow(tableActions(actions), [names.tableArn(table)]));
  }
  if (spec.index) grants.push(allow(['dynamodb:Query'], [`${names.tableArn('program')}/index/byDue`]));
  return grants;
};

/** In its sandbox SES asks for a right on the recipient's identity too; outside, the sender's alone is enough. */
const mailGrants = (stage: StageSettings, names: Names): PolicyStatement =>
  allow(
    ['ses:SendRawEmail'],
    [names.mailIdentityArn(stage.mail.sandbox ? '*' : stage.mail.identity), names.mailConfigurationSetArn],
  );

const fileGrants = (spec: FunctionSpec, names: Names): PolicyStatement[] =>
  (spec.files ?? []).map((grant) => {
    const [action, folder] = grant.split(' ');
    return allow([`s3:${action}`], [`${names.filesBucketArn}/${folder}/*`]);
  });

const streamGrants = (table: 'program' | 'ledger', names: Names, told: Told): PolicyStatement[] => [
  allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [told.streamArn]),
  allow(['dynamodb:ListStreams'], [`${names.tableArn(table)}/stream/*`]),
];

/** Exactly what the manifest says that the handler calls; no action and no table beyond it. */
export const grantsOf = (
  spec: FunctionSpec,
  context: {
    readonly stage: StageSettings;
    readonly names: Names;
    readonly told: Told;
    /** Workflows that wait for a task token. */
    readonly waiting: readonly string[];
  },
): PolicyStatement[] => {
  const { stage, names, told } = context;
  const grants = tableGrants(spec, names);
  const secrets = [...(spec.key ? [told.programKeyArn] : []), ...(spec.intakeSecrets ? [told.intakeSecretsArn] : [])];
  if (secrets.length > 0) grants.push(allow(['secretsmanager:GetSecretValue'], secrets));
  if (spec.sendsMail) grants.push(mailGrants(stage, names));
  if (spec.publishes) grants.push(allow(['events:PutEvents'], [names.busArn]));
  if (spec.starts?.length) grants.push(allow(['states:StartExecution'], spec.starts.map(names.stateMachineArn)));
  if (spec.answersTasks && context.waiting.length > 0) {
    const actions = spec.answersTasks.map((answer) => `states:SendTask${answer}`);
    grants.push(allow(actions, context.waiting.map(names.stateMachineArn)));
  }
  grants.push(...fileGrants(spec, names));
  if (spec.stream) grants.push(...streamGrants(streamOf[spec.stream], names, told));
  return grants;
};
