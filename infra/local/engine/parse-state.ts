/** Reads one state: its fields, its expressions, and how it goes on. */
import type * as z from 'zod';
import type { Batching, Catcher, Exit, Region, Retrier, State } from './definition.ts';
import { isObject, type Json } from './json.ts';
import { parseResource } from './resource.ts';
import { jsonPathFields, notModelled, processorConfig, stateSchemas } from './state-schemas.ts';
import { compileTemplate, type Template } from './template.ts';

export interface Problem {
  code: string;
  message: string;
  location: string;
}

type ReadRegion = (raw: Record<string, unknown>, at: string) => Region | undefined;
type Fields<T extends keyof typeof stateSchemas> = z.output<(typeof stateSchemas)[T]>;

/** Undefined when `problems` grew: the caller looks there first. */
export function parseState(
  name: string,
  raw: Record<string, unknown>,
  at: string,
  problems: Problem[],
  readRegion: ReadRegion,
): State | undefined {
  return new StateReader(name, at, problems, readRegion).read(raw);
}

class StateReader {
  readonly #name: string;
  readonly #at: string;
  readonly #problems: Problem[];
  readonly #readRegion: ReadRegion;

  constructor(name: string, at: string, problems: Problem[], readRegion: ReadRegion) {
    this.#name = name;
    this.#at = at;
    this.#problems = problems;
    this.#readRegion = readRegion;
  }

  read(raw: Record<string, unknown>): State | undefined {
    const type = raw.Type;
    const known = Object.keys(stateSchemas);
    switch (type) {
      case 'Pass':
        return this.#with('Pass', raw, (fields) => ({ ...this.#continuing(fields), type: 'Pass' }));
      case 'Wait':
        return this.#with('Wait', raw, (fields) => this.#wait(fields));
      case 'Succeed':
        return this.#with('Succeed', raw, (fields) => ({
          name: this.#name,
          ...this.#exit(fields, ''),
          type: 'Succeed',
        }));
      case 'Fail':
        return this.#with('Fail', raw, (fields) => ({
          name: this.#name,
          type: 'Fail',
          error: this.#template(fields.Error, 'Error'),
          cause: this.#template(fields.Cause, 'Cause'),
        }));
      case 'Choice':
        return this.#with('Choice', raw, (fields) => this.#choice(fields));
      case 'Task':
        return this.#with('Task', raw, (fields) => this.#task(fields));
      case 'Parallel':
        return this.#with('Parallel', raw, (fields) => this.#parallel(fields));
      case 'Map':
        return this.#with('Map', raw, (fields) => this.#map(fields));
      default:
        this.#report(`The field 'Type' should have one of these values: [${known.join(', ')}]`, '/Type');
        return undefined;
    }
  }

  #with<T extends keyof typeof stateSchemas>(
    type: T,
    raw: Record<string, unknown>,
    build: (fields: Fields<T>) => State,
  ): State | undefined {
    const parsed = stateSchemas[type].safeParse(raw);
    if (parsed.success) return build(parsed.data as Fields<T>);
    for (const issue of parsed.error.issues) this.#explain(issue);
    return undefined;
  }

  #explain(issue: z.core.$ZodIssue): void {
    const where = issue.path.map((part) => `/${String(part)}`).join('');
    if (issue.code !== 'unrecognized_keys') {
      this.#report(issue.message, where);
      return;
    }
    for (const field of issue.keys) {
      const instead = jsonPathFields[field];
      if (instead) this.#report(`The field '${field}' belongs to JSONPath; a JSONata state uses ${instead}`, where);
      else if (notModelled.includes(field))
        this.#report(`The field '${field}' is not modelled by the local engine`, where);
      else this.#report(`The field '${field}' is not supported by Step Functions`, where);
    }
  }

  #report(message: string, where: string): void {
    this.#problems.push({ code: 'SCHEMA_VALIDATION_FAILED', message, location: `${this.#at}${where}` });
  }

  #template(value: Json | undefined, field: string): Template | undefined {
    if (value === undefined) return undefined;
    try {
      return compileTemplate(value, field);
    } catch (error) {
      const message = isObject(error) && typeof error.message === 'string' ? error.message : String(error);
      this.#report(`The JSONata expression cannot be read: ${message}`, `/${field}`);
      return undefined;
    }
  }

  #exit(fields: { Output?: Json | undefined; Assign?: Record<string, Json> | undefined }, prefix: string): Exit {
    for (const name of Object.keys(fields.Assign ?? {}))
      if (!/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u.test(name) || name === 'states')
        this.#report(
          `'${name}' cannot be a variable: a letter first, then letters, digits and _; 'states' is reserved`,
          `/${prefix}Assign`,
        );
    return {
      output: this.#template(fields.Output, `${prefix}Output`),
      assign: this.#template(fields.Assign, `${prefix}Assign`),
    };
  }

  #continuing(fields: Fields<'Pass'>) {
    const { Next: next, End: end } = fields;
    if ((next === undefined) === (end !== true))
      this.#report("A state needs exactly one of 'Next' and 'End': true", '');
    return { name: this.#name, next, ...this.#exit(fields, '') };
  }

  #failing(fields: Pick<Fields<'Task'>, 'Retry' | 'Catch'>): { retry: Retrier[]; catch: Catcher[] } {
    const { Retry: retry = [], Catch: caught = [] } = fields;
    this.#checkWildcards(retry, 'Retry');
    this.#checkWildcards(caught, 'Catch');
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
        ...this.#exit(one, `Catch[${i}]/`),
      })),
    };
  }

  #checkWildcards(list: { ErrorEquals: string[] }[], field: string): void {
    for (const [i, { ErrorEquals: names }] of list.entries())
      if (names.includes('States.ALL') && (names.length > 1 || i < list.length - 1))
        this.#report(
          "'States.ALL' must stand alone, and in the last element of the list",
          `/${field}[${i}]/ErrorEquals`,
        );
  }

  #wait(fields: Fields<'Wait'>): State {
    const { Seconds: seconds, Timestamp: timestamp } = fields;
    if ((seconds === undefined) === (timestamp === undefined))
      this.#report("A Wait state needs exactly one of 'Seconds' and 'Timestamp'", '');
    const template = this.#template(timestamp, 'Timestamp');
    if (template?.kind === 'literal' && parseTimestamp(template.value) === undefined)
      this.#report('String does not match RFC3339 timestamp', '/Timestamp');
    return {
      ...this.#continuing(fields),
      type: 'Wait',
      seconds: this.#template(seconds, 'Seconds'),
      timestamp: template,
    };
  }

  #choice(fields: Fields<'Choice'>): State {
    return {
      name: this.#name,
      type: 'Choice',
      ...this.#exit(fields, ''),
      default: fields.Default,
      choices: fields.Choices.map((one, i) => {
        const field = `Choices[${i}]/`;
        const condition = this.#template(one.Condition, `${field}Condition`);
        return {
          condition: condition ?? { kind: 'literal', field: `${field}Condition`, value: false },
          next: one.Next,
          ...this.#exit(one, field),
        };
      }),
    };
  }

  #task(fields: Fields<'Task'>): State {
    const resource = parseResource(fields.Resource);
    if (!resource)
      this.#report(
        `The resource provided ${fields.Resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
        '/Resource',
      );
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = fields;
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
      this.#report("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", '/HeartbeatSeconds');
    return {
      ...this.#continuing(fields),
      ...this.#failing(fields),
      type: 'Task',
      resource: resource ?? { kind: 'function', arn: '' },
      arguments: this.#template(fields.Arguments, 'Arguments'),
      timeout: this.#template(timeout, 'TimeoutSeconds'),
      heartbeat: this.#template(heartbeat, 'HeartbeatSeconds'),
    };
  }

  #parallel(fields: Fields<'Parallel'>): State {
    return {
      ...this.#continuing(fields),
      ...this.#failing(fields),
      type: 'Parallel',
      arguments: this.#template(fields.Arguments, 'Arguments'),
      branches: fields.Branches.map((branch, i) => this.#region(branch, `/Branches[${i}]`)),
    };
  }

  #map(fields: Fields<'Map'>): State {
    const config = processorConfig.safeParse(fields.ItemProcessor.ProcessorConfig ?? {});
    if (!config.success)
      this.#report(
        "'ProcessorConfig' has Mode (INLINE or DISTRIBUTED) and ExecutionType (STANDARD or EXPRESS)",
        '/ItemProcessor/ProcessorConfig',
      );
    const distributed = config.data?.Mode === 'DISTRIBUTED';
    const { ItemBatcher: batcher } = fields;
    if (batcher && !distributed) this.#report("'ItemBatcher' needs a map in DISTRIBUTED mode", '/ItemBatcher');
    return {
      ...this.#continuing(fields),
      ...this.#failing(fields),
      type: 'Map',
      distributed,
      label: fields.Label ?? this.#name.replaceAll(' ', ''),
      items: this.#template(fields.Items, 'Items'),
      itemSelector: this.#template(fields.ItemSelector, 'ItemSelector'),
      processor: this.#region(fields.ItemProcessor, '/ItemProcessor'),
      maxConcurrency: this.#template(fields.MaxConcurrency, 'MaxConcurrency'),
      toleratedCount: this.#template(fields.ToleratedFailureCount, 'ToleratedFailureCount'),
      toleratedPercentage: this.#template(fields.ToleratedFailurePercentage, 'ToleratedFailurePercentage'),
      batch: batcher && this.#batching(batcher),
    };
  }

  #batching(batcher: NonNullable<Fields<'Map'>['ItemBatcher']>): Batching {
    return {
      maxItems: this.#template(batcher.MaxItemsPerBatch, 'ItemBatcher/MaxItemsPerBatch'),
      maxBytes: this.#template(batcher.MaxInputBytesPerBatch, 'ItemBatcher/MaxInputBytesPerBatch'),
      input: this.#template(batcher.BatchInput, 'ItemBatcher/BatchInput'),
    };
  }

  #region(raw: Record<string, Json>, where: string): Region {
    return this.#readRegion(raw, `${this.#at}${where}`) ?? { startAt: '', states: new Map() };
  }
}

/** Epoch milliseconds of an RFC 3339 timestamp with `T` and a zone, or undefined. */
export function parseTimestamp(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value))
    return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : ms;
}
