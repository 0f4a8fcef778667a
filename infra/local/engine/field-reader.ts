/** Reads what states have in common, and notes what is wrong with it at its place in the definition. */
import type * as z from 'zod';
import type { Catcher, Exit, Retrier } from './definition.ts';
import { isObject, type Json } from './json.ts';
import { jsonPathFields, notModelled, type stateSchemas } from './state-schemas.ts';
import { compileTemplate, type Template } from './template.ts';

export interface Problem {
  code: string;
  message: string;
  location: string;
}

/** The fields of a state of one kind. */
export type Fields<T extends keyof typeof stateSchemas> = z.output<(typeof stateSchemas)[T]>;

export class FieldReader {
  readonly at: string;
  readonly #problems: Problem[];

  constructor(at: string, problems: Problem[]) {
    this.at = at;
    this.#problems = problems;
  }

  report(message: string, where: string): void {
    this.#problems.push({ code: 'SCHEMA_VALIDATION_FAILED', message, location: `${this.at}${where}` });
  }

  template(value: Json | undefined, field: string): Template | undefined {
    if (value === undefined) return undefined;
    try {
      return compileTemplate(value, field);
    } catch (error) {
      const message = isObject(error) && typeof error.message === 'string' ? error.message : String(error);
      this.report(`The JSONata expression cannot be read: ${message}`, `/${field}`);
      return undefined;
    }
  }

  exit(fields: { Output?: Json | undefined; Assign?: Record<string, Json> | undefined }, prefix: string): Exit {
    for (const name of Object.keys(fields.Assign ?? {}))
      if (!/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u.test(name) || name === 'states')
        this.report(
          `'${name}' cannot be a variable: a letter first, then letters, digits and _; 'states' is reserved`,
          `/${prefix}Assign`,
        );
    return {
      output: this.template(fields.Output, `${prefix}Output`),
      assign: this.template(fields.Assign, `${prefix}Assign`),
    };
  }

  explain(issue: z.core.$ZodIssue): void {
    const where = issue.path.map((part) => `/${String(part)}`).join('');
    if (issue.code !== 'unrecognized_keys') {
      this.report(issue.message, where);
      return;
    }
    for (const field of issue.keys) {
      const instead = jsonPathFields[field];
      if (instead) this.report(`The field '${field}' belongs to JSONPath; a JSONata state uses ${instead}`, where);
      else if (notModelled.includes(field))
        this.report(`The field '${field}' is not modelled by the local engine`, where);
      else this.report(`The field '${field}' is not supported by Step Functions`, where);
    }
  }

  failing(fields: Pick<Fields<'Task'>, 'Retry' | 'Catch'>): { retry: Retrier[]; catch: Catcher[] } {
    const { Retry: retry = [], Catch: caught = [] } = fields;
    this.checkWildcards(retry, 'Retry');
    this.checkWildcards(caught, 'Catch');
    return {
      retry: retry.map((one) => ({
        errors: one.ErrorEquals,
        intervalSeconds: one.IntervalSeconds ?? 1,
        maxAttempts: one.MaxAttempts ?? 3,
        backoffRate: one.BackoffRate ?? 2,
        maxDelaySeconds: one.MaxDelaySeconds,
        jitter: one.JitterStrategy === 'FULL',
      })),
      catch: caught.map((one, i) => ({
        errors: one.ErrorEquals,
        next: one.Next,
        ...this.exit(one, `Catch[${i}]/`),
      })),
    };
  }

  checkWildcards(list: { ErrorEquals: string[] }[], field: string): void {
    for (const [i, { ErrorEquals: names }] of list.entries())
      if (names.includes('States.ALL') && (names.length > 1 || i < list.length - 1))
        this.report(
          "'States.ALL' must stand alone, and in the last element of the list",
          `/${field}[${i}]/ErrorEquals`,
        );
  }
}
