import type { StageSettings } from './stage.ts';

/**
 * Every name of a stage, as a plain string. Stacks refer to each other by these names alone, never by exports: each
 * can be deployed, and replaced, without the others.
 */
export const namesOf = (stage: StageSettings, account: string, region: string) => {
  const prefix = `tandem-${stage.name}`;
  const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;
  const functionName = (room: string, handler: string): string => `${prefix}-${room}-${handler}`;
  const stateMachine = (workflow: string): string => `${prefix}-${workflow}`;
  return {
    prefix,
    account,
    region,
    stack: (what: string): string => `${prefix}-${what}`,
    table: (table: 'program' | 'ledger' | 'clicks'): string => `${prefix}-${table}`,
    tableArn: (table: 'program' | 'ledger' | 'clicks'): string => arn('dynamodb', `table/${prefix}-${table}`),
    functionName,
    logGroup: (room: string, handler: string): string => `/aws/lambda/${functionName(room, handler)}`,
    /** The alias that everything invokes. */
    aliasArn: (room: string, handler: string): string => arn('lambda', `function:${functionName(room, handler)}:live`),
    stateMachine,
    stateMachineArn: (workflow: string): string => arn('states', `stateMachine:${stateMachine(workflow)}`),
    executionsArn: (workflow: string): string => arn('states', `execution:${stateMachine(workflow)}:*`),
    /** Bucket names are everybody's: account and region make this one ours. */
    filesBucket: `${prefix}-files-${account}-${region}`,
    filesBucketArn: `arn:aws:s3:::${prefix}-files-${account}-${region}`,
    /** Where browsers reach the bucket. */
    filesOrigin: `https://${prefix}-files-${account}-${region}.s3.${region}.amazonaws.com`,
    bus: prefix,
    busArn: arn('events', `event-bus/${prefix}`),
    defaultBusArn: arn('events', 'event-bus/default'),
    deadLetters: (room: string): string => `${prefix}-${room}-dead-letters`,
    mailConfigurationSet: prefix,
    mailIdentityArn: (identity: string): string => arn('ses', `identity/${identity}`),
    mailConfigurationSetArn: arn('ses', `configuration-set/${prefix}`),
    /** Secret by which the API knows its own CloudFront. */
    edgeKey: `${prefix}-edge-key`,
    /** Namespace of our own metrics. */
    metrics: `Tandem/${stage.name}`,
    /** SSM parameters: what is only known once a stack exists. */
    parameter: {
      siteUrl: `/tandem/${stage.name}/site-url`,
      apiId: `/tandem/${stage.name}/api-id`,
      authorizerId: `/tandem/${stage.name}/authorizer-id`,
      programStreamArn: `/tandem/${stage.name}/program-stream-arn`,
      ledgerStreamArn: `/tandem/${stage.name}/ledger-stream-arn`,
      programKeyArn: `/tandem/${stage.name}/program-key-arn`,
      intakeSecretsArn: `/tandem/${stage.name}/intake-secrets-arn`,
    },
    arn,
  } as const;
};

export type Names = ReturnType<typeof namesOf>;

/** `await-fact` -> `AwaitFact` */
export const pascal = (kebab: string): string =>
  kebab
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
