/** What is wrong with a request, in the service's words. */
import type * as z from 'zod';
import { ServiceError } from './host.ts';
import { isObject, isTooLarge, parseJson } from './json.ts';
import { FORBIDDEN_IN_NAMES } from './names.ts';

/** A request that does not fit the service's model: `ValidationException`. */
export function refusalOf(issue: z.core.$ZodIssue | undefined, body: unknown): ServiceError {
  const path = issue?.path ?? [];
  const where = path.map((part) => (typeof part === 'number' ? `${part + 1}.member` : String(part))).join('.');
  const value = path.reduce<unknown>((at, part) => (isObject(at) || Array.isArray(at) ? at[part as never] : at), body);
  const shown =
    value === undefined ? 'Value null' : `Value '${typeof value === 'string' ? value : JSON.stringify(value)}'`;
  const constraint = issue && constraintOf(issue, value);
  const text = constraint
    ? `${shown} at '${where}' failed to satisfy constraint: ${constraint}`
    : `${where ? `at '${where}' ` : ''}${issue?.message}`;
  return new ServiceError('ValidationException', `1 validation error detected: ${text}`);
}

function constraintOf(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (value === undefined && issue.path.length > 0) return 'Member must not be null';
  const what = typeof value === 'number' ? 'value' : 'length';
  switch (issue.code) {
    case 'too_big':
      return `Member must have ${what} less than or equal to ${issue.maximum}`;
    case 'too_small':
      return `Member must have ${what} greater than or equal to ${issue.minimum}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${issue.message}`;
    default:
      return undefined;
  }
}

export function tooLong(field: string, value: string, most: number): ServiceError {
  const text = `Value '${value}' at '${field}' failed to satisfy constraint: Member must have length less than or equal to ${most}`;
  return new ServiceError('ValidationException', `1 validation error detected: ${text}`);
}

export function checkArn(arn: string): void {
  if (!arn.startsWith('arn:')) throw new ServiceError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
}

/** Of a machine or an execution; its length, 1 to 80, is checked before. */
export function checkName(name: string): void {
  if (FORBIDDEN_IN_NAMES.test(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
}

/** An execution's input: JSON of at most 256 KiB. */
export function checkInput(input: string): void {
  const refused = (why: string) =>
    new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
  if (isTooLarge(input)) throw refused('larger than 262144 bytes');
  if (parseJson(input) === undefined) throw refused(jsonProblem(input));
}

/** Where a text stops being JSON, for the commonest mistakes as the service tells it. */
export function jsonProblem(text: string): string {
  if (text.trim() === '') return 'Invalid execution input.';
  const [, word] = /^\s*([A-Za-z_]\w*)/.exec(text) ?? [];
  if (word !== undefined)
    return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  const [, odd] = /^\s*\{\s*([^"\s}])/.exec(text) ?? [];
  if (odd !== undefined)
    return `Unexpected character ('${odd}' (code ${odd.charCodeAt(0)})): was expecting double-quote to start field name`;
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
