/** Requests of the service's API, as its clients send them. */
import * as z from 'zod';

const text = z.string();
const arn = text.min(1).max(2048);
const token = text.min(1).max(2048);
const pageOf = (longest: number) => ({
  maxResults: z.number().int().min(0).max(1000).optional(),
  nextToken: text.min(1).max(longest).optional(),
});
const page = pageOf(1024);
const name = text.min(1).max(80);
const tag = z.strictObject({ key: text.min(1).max(128), value: text.max(256).optional() });
const route = z.strictObject({ stateMachineVersionArn: arn, weight: z.number().int().min(0).max(100) });
const routes = z.array(route).min(1).max(2);
const aliasName = name.regex(/^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/, '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$');
const description = text.max(256).optional();
const anything = z.unknown();

/** Kept and answered, without effect here. */
const settings = {
  loggingConfiguration: anything.optional(),
  tracingConfiguration: anything.optional(),
  encryptionConfiguration: anything.optional(),
  publish: z.boolean().optional(),
  versionDescription: description,
};
const statuses = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'] as const;

export const requests = {
  CreateStateMachine: z.strictObject({
    name,
    definition: text,
    roleArn: arn,
    type: z.enum(['STANDARD', 'EXPRESS']).optional(),
    tags: z.array(z.strictObject({ key: text, value: text })).optional(),
    ...settings,
  }),
  DescribeStateMachine: z.strictObject({ stateMachineArn: arn, includedData: text.optional() }),
  ListStateMachines: z.strictObject(page),
  UpdateStateMachine: z.strictObject({
    stateMachineArn: arn,
    definition: text.optional(),
    roleArn: arn.optional(),
    ...settings,
  }),
  DeleteStateMachine: z.strictObject({ stateMachineArn: arn }),
  StartExecution: z.strictObject({
    stateMachineArn: arn,
    name: name.optional(),
    input: text.optional(),
    traceHeader: text.optional(),
  }),
  StartSyncExecution: z.looseObject({ stateMachineArn: arn }),
  DescribeExecution: z.strictObject({ executionArn: arn, includedData: text.optional() }),
  DescribeStateMachineForExecution: z.strictObject({ executionArn: arn, includedData: text.optional() }),
  ListExecutions: z.strictObject({
    stateMachineArn: arn.optional(),
    mapRunArn: arn.optional(),
    statusFilter: z.enum(statuses).optional(),
    redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
    ...pageOf(3096),
  }),
  GetExecutionHistory: z.strictObject({
    executionArn: arn,
    reverseOrder: z.boolean().optional(),
    includeExecutionData: z.boolean().optional(),
    ...page,
  }),
  StopExecution: z.strictObject({
    executionArn: arn,
    error: text.max(256).optional(),
    cause: text.max(32768).optional(),
  }),
  RedriveExecution: z.strictObject({ executionArn: arn, clientToken: text.optional() }),
  SendTaskSuccess: z.strictObject({ taskToken: token, output: text }),
  SendTaskFailure: z.strictObject({
    taskToken: token,
    error: text.max(256).optional(),
    cause: text.max(32768).optional(),
  }),
  SendTaskHeartbeat: z.strictObject({ taskToken: token }),
  TagResource: z.strictObject({ resourceArn: arn, tags: z.array(tag) }),
  UntagResource: z.strictObject({ resourceArn: arn, tagKeys: z.array(text.min(1).max(128)) }),
  ListTagsForResource: z.strictObject({ resourceArn: arn }),
  PublishStateMachineVersion: z.strictObject({ stateMachineArn: arn, revisionId: text.optional(), description }),
  ListStateMachineVersions: z.strictObject({ stateMachineArn: arn, ...page }),
  DeleteStateMachineVersion: z.strictObject({ stateMachineVersionArn: arn }),
  CreateStateMachineAlias: z.strictObject({ name: aliasName, description, routingConfiguration: routes }),
  DescribeStateMachineAlias: z.strictObject({ stateMachineAliasArn: arn }),
  UpdateStateMachineAlias: z.strictObject({
    stateMachineAliasArn: arn,
    description,
    routingConfiguration: routes.optional(),
  }),
  DeleteStateMachineAlias: z.strictObject({ stateMachineAliasArn: arn }),
  ListStateMachineAliases: z.strictObject({ stateMachineArn: arn, ...page }),
  ListMapRuns: z.strictObject({ executionArn: arn, ...page }),
  DescribeMapRun: z.strictObject({ mapRunArn: arn }),
  UpdateMapRun: z.strictObject({
    mapRunArn: arn,
    maxConcurrency: z.number().int().min(0).optional(),
    toleratedFailureCount: z.number().int().min(0).optional(),
    toleratedFailurePercentage: z.number().min(0).max(100).optional(),
  }),
  ValidateStateMachineDefinition: z.strictObject({
    definition: text,
    type: z.enum(['STANDARD', 'EXPRESS']).optional(),
    severity: z.enum(['ERROR', 'WARNING']).optional(),
    maxResults: z.number().int().optional(),
  }),
};

export type Action = keyof typeof requests;
export type Request<A extends Action> = z.output<(typeof requests)[A]>;
