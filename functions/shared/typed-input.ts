import type * as z from 'zod';
import { InvalidInput } from './problem.ts';

/** AWS adds this when a workflow starts a workflow, to link the two in the console. */
const LINK = 'AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID';

/**
 * What a person typed to start a workflow, by its schema. Throws `InvalidInput` with a sentence that says what is wrong
 * and shows a right input.
 */
export const typedInput = <S extends z.ZodType>(schema: S, input: unknown, example: object): z.output<S> => {
  const refuse = (what: string): InvalidInput =>
    new InvalidInput(`${what} Type it like this: ${JSON.stringify(example)}`);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw refuse('The input is not an object.');
  const { [LINK]: _, ...typed } = input as Record<string, unknown>;
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys')
    throw refuse(`The input has a field that is not known: "${issue.keys[0]?.slice(0, 100)}".`);
  throw refuse(`The field "${issue?.path.join('.') ?? ''}" is not right: ${issue?.message}.`);
};
