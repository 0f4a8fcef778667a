/** The fields each kind of state may have, in JSONata. */
import * as z from 'zod';
import { FORBIDDEN_IN_NAMES } from './names.ts';
import { expressionText } from './template.ts';

const text = z.string();
const json = z.json();
const expression = z
  .string()
  .refine((value) => expressionText(value) !== undefined, 'must be a {% JSONata expression %}');

/** A literal of the given kind, or an expression that gives one. */
const or = <T extends z.ZodType>(literal: T, what: string) =>
  z.union([literal, expression], { error: `must be ${what} or a {% JSONata expression %}` });

const whole = (min: number, max = 99_999_999) => z.number().int().min(min).max(max);
const seconds = or(whole(0), 'a whole number of seconds from 0 to 99999999');
const positive = or(whole(1), 'a whole number of seconds from 1 to 99999999');
const count = or(whole(0), 'a whole number from 0');

const assign = z.record(z.string(), json).optional();
const common = { Type: text, Comment: text.optional(), QueryLanguage: text.optional() };
const exit = { Output: json.optional(), Assign: assign };
const onward = { ...exit, Next: text.optional(), End: z.boolean().optional() };

const errors = z.array(text).min(1);
const retrier = z.strictObject({
  ErrorEquals: errors,
  Comment: text.optional(),
  IntervalSeconds: whole(1).optional(),
  MaxAttempts: whole(0).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: whole(1, 31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});
const catcher = z.strictObject({ ErrorEquals: errors, Comment: text.optional(), Next: text, ...exit });
const failing = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

/** Read further on their own, so that a mistake inside them is reported at its place. */
const region = z.record(z.string(), json);

export const stateSchemas = {
  Pass: z.strictObject({ ...common, ...onward }),
  Wait: z.strictObject({ ...common, ...onward, Seconds: seconds.optional(), Timestamp: text.optional() }),
  Succeed: z.strictObject({ ...common, ...exit }),
  Fail: z.strictObject({ ...common, Error: text.optional(), Cause: text.optional() }),
  Choice: z.strictObject({
    ...common,
    ...exit,
    Default: text.optional(),
    Choices: z
      .array(
        z.strictObject({
          Condition: or(z.boolean(), 'true, false'),
          Next: text,
          Comment: text.optional(),
          ...exit,
        }),
      )
      .min(1),
  }),
  Task: z.strictObject({
    ...common,
    ...onward,
    ...failing,
    Resource: text,
    Arguments: json.optional(),
    TimeoutSeconds: positive.optional(),
    HeartbeatSeconds: positive.optional(),
    Credentials: json.optional(),
  }),
  Parallel: z.strictObject({
    ...common,
    ...onward,
    ...failing,
    Arguments: json.optional(),
    Branches: z.array(region).min(1),
  }),
  Map: z.strictObject({
    ...common,
    ...onward,
    ...failing,
    Items: z.union([z.array(json), expression], { error: 'must be a list or a {% JSONata expression %}' }).optional(),
    ItemSelector: json.optional(),
    ItemProcessor: region,
    MaxConcurrency: count.optional(),
    ToleratedFailureCount: count.optional(),
    ToleratedFailurePercentage: or(z.number().min(0).max(100), 'a number from 0 to 100').optional(),
    Label: text
      .min(1)
      .max(40)
      .refine(
        (label) => !FORBIDDEN_IN_NAMES.test(label),
        'a label has no white space, brackets, wildcards or special characters',
      )
      .optional(),
    ItemBatcher: z
      .strictObject({
        MaxItemsPerBatch: count.optional(),
        MaxInputBytesPerBatch: count.optional(),
        BatchInput: json.optional(),
      })
      .optional(),
  }),
};

export const processorConfig = z.strictObject({
  Mode: z.enum(['INLINE', 'DISTRIBUTED']).optional(),
  ExecutionType: z.enum(['STANDARD', 'EXPRESS']).optional(),
});

/** Fields of JSONPath states and what a JSONata state says instead. */
export const jsonPathFields: Record<string, string> = {
  InputPath: 'Arguments',
  OutputPath: 'Output',
  ResultPath: 'Output or Assign',
  ResultSelector: 'Output',
  Parameters: 'Arguments',
  Result: 'Output',
  ItemsPath: 'Items',
  Iterator: 'ItemProcessor',
  SecondsPath: 'Seconds',
  TimestampPath: 'Timestamp',
  TimeoutSecondsPath: 'TimeoutSeconds',
  HeartbeatSecondsPath: 'HeartbeatSeconds',
  MaxConcurrencyPath: 'MaxConcurrency',
  ToleratedFailureCountPath: 'ToleratedFailureCount',
  ToleratedFailurePercentagePath: 'ToleratedFailurePercentage',
  ErrorPath: 'Error',
  CausePath: 'Cause',
  Variable: 'Condition',
};

/** Fields that AWS has and this engine does not model. */
export const notModelled = ['ItemReader', 'ResultWriter'];
