/** Requests of the service's API, as its clients send them. */
import * as z from 'zod';

const text = z.string();
const arn = text.min(1).max(2048);
const token = text.min(1).max(2048);
const page = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: text.optional() };
const anything = z.unknown();

/** Kept and answered, without effect here. */
const settings = {
  loggingConfiguration: anything.optional(),
  tracingConfiguration: anything.optional(),
  encryptionConfiguration: anything.optional(),
  publish: z.boolean().optional(),
  versionDescription: text.optional(),
};
const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] as const;

export const requests = {
  CreateStateMachine: z.strictObject({
    name: text,
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
    name: text.optional(),
    input: text.optional(),
    traceHeader: text.optional(),
  }),
  DescribeExecution: z.strictObject({ executionArn: arn, includedData: text.optional() }),
  DescribeStateMachineForExecution: z.strictObject({ executionArn: arn, includedData: text.optional() }),
  ListExecutions: z.strictObject({
    stateMachineArn: arn.optional(),
    mapRunArn: arn.optional(),
    statusFilter: z.enum(statuses).optional(),
    redriveFilter: z.enum(['REDRIVEN', 'NOT_REDRIVEN']).optional(),
    ...page,
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
  ListTagsForResource: z.strictObject({ resourceArn: arn }),
  ValidateStateMachineDefinition: z.strictObject({
    definition: text,
    type: z.enum(['STANDARD', 'EXPRESS']).optional(),
    severity: z.enum(['ERROR', 'WARNING']).optional(),
    maxResults: z.number().int().optional(),
  }),
};

export type Action = keyof typeof requests;
export type Request<A extends Action> = z.output<(typeof requests)[A]>;
