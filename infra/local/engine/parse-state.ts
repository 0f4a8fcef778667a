/** Reads one state: its fields, its expressions, and how it goes on. */
import type { Batching, Region, State } from './definition.ts';
import { FieldReader, type Fields, type Problem } from './field-reader.ts';
import type { Json } from './json.ts';
import { FORBIDDEN_IN_NAMES } from './names.ts';
import { parseResource } from './resource.ts';
import { processorConfig, stateSchemas } from './state-schemas.ts';
import { parseTimestamp } from './timestamp.ts';

type ReadRegion = (raw: Record<string, unknown>, at: string) => Region | undefined;

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

class StateReader extends FieldReader {
  readonly #name: string;
  readonly #readRegion: ReadRegion;

  constructor(name: string, at: string, problems: Problem[], readRegion: ReadRegion) {
    super(at, problems);
    this.#name = name;
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
          ...this.exit(fields, ''),
          type: 'Succeed',
        }));
      case 'Fail':
        return this.#with('Fail', raw, (fields) => ({
          name: this.#name,
          type: 'Fail',
          error: this.template(fields.Error, 'Error'),
          cause: this.template(fields.Cause, 'Cause'),
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
        this.report(`The field 'Type' should have one of these values: [${known.join(', ')}]`, '/Type');
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
    for (const issue of parsed.error.issues) this.explain(issue);
    return undefined;
  }

  #continuing(fields: Fields<'Pass'>) {
    const { Next: next, End: end } = fields;
    if ((next === undefined) === (end !== true)) this.report("A state needs exactly one of 'Next' and 'End': true", '');
    return { name: this.#name, next, ...this.exit(fields, '') };
  }

  #wait(fields: Fields<'Wait'>): State {
    const { Seconds: seconds, Timestamp: timestamp } = fields;
    if ((seconds === undefined) === (timestamp === undefined))
      this.report("A Wait state needs exactly one of 'Seconds' and 'Timestamp'", '');
    const template = this.template(timestamp, 'Timestamp');
    if (template?.kind === 'literal' && parseTimestamp(template.value) === undefined)
      this.report('String does not match RFC3339 timestamp', '/Timestamp');
    return {
      ...this.#continuing(fields),
      type: 'Wait',
      seconds: this.template(seconds, 'Seconds'),
      timestamp: template,
    };
  }

  #choice(fields: Fields<'Choice'>): State {
    return {
      name: this.#name,
      type: 'Choice',
      ...this.exit(fields, ''),
      default: fields.Default,
      choices: fields.Choices.map((one, i) => {
        const field = `Choices[${i}]/`;
        const condition = this.template(one.Condition, `${field}Condition`);
        return {
          condition: condition ?? { kind: 'literal', field: `${field}Condition`, value: false },
          next: one.Next,
          ...this.exit(one, field),
        };
      }),
    };
  }

  #task(fields: Fields<'Task'>): State {
    const resource = parseResource(fields.Resource);
    if (!resource)
      this.report(
        `The resource provided ${fields.Resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
        '/Resource',
      );
    const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = fields;
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
      this.report("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", '/HeartbeatSeconds');
    return {
      ...this.#continuing(fields),
      ...this.failing(fields),
      type: 'Task',
      resource: resource ?? { kind: 'function', arn: '' },
      arguments: this.template(fields.Arguments, 'Arguments'),
      timeout: this.template(timeout, 'TimeoutSeconds'),
      heartbeat: this.template(heartbeat, 'HeartbeatSeconds'),
    };
  }

  #parallel(fields: Fields<'Parallel'>): State {
    return {
      ...this.#continuing(fields),
      ...this.failing(fields),
      type: 'Parallel',
      arguments: this.template(fields.Arguments, 'Arguments'),
      branches: fields.Branches.map((branch, i) => this.#region(branch, `/Branches[${i}]`)),
    };
  }

  #map(fields: Fields<'Map'>): State {
    const config = processorConfig.safeParse(fields.ItemProcessor.ProcessorConfig ?? {});
    if (!config.success)
      this.report(
        "'ProcessorConfig' has Mode (INLINE or DISTRIBUTED) and ExecutionType (STANDARD or EXPRESS)",
        '/ItemProcessor/ProcessorConfig',
      );
    const distributed = config.data?.Mode === 'DISTRIBUTED';
    const { ItemBatcher: batcher } = fields;
    if (batcher && !distributed) this.report("'ItemBatcher' needs a map in DISTRIBUTED mode", '/ItemBatcher');
    return {
      ...this.#continuing(fields),
      ...this.failing(fields),
      type: 'Map',
      distributed,
      label: fields.Label ?? [...this.#name].filter((letter) => !FORBIDDEN_IN_NAMES.test(letter)).join(''),
      items: this.template(fields.Items, 'Items'),
      itemSelector: this.template(fields.ItemSelector, 'ItemSelector'),
      processor: this.#region(fields.ItemProcessor, '/ItemProcessor'),
      maxConcurrency: this.template(fields.MaxConcurrency, 'MaxConcurrency'),
      toleratedCount: this.template(fields.ToleratedFailureCount, 'ToleratedFailureCount'),
      toleratedPercentage: this.template(fields.ToleratedFailurePercentage, 'ToleratedFailurePercentage'),
      batch: batcher && this.#batching(batcher),
    };
  }

  #batching(batcher: NonNullable<Fields<'Map'>['ItemBatcher']>): Batching {
    return {
      maxItems: this.template(batcher.MaxItemsPerBatch, 'ItemBatcher/MaxItemsPerBatch'),
      maxBytes: this.template(batcher.MaxInputBytesPerBatch, 'ItemBatcher/MaxInputBytesPerBatch'),
      input: this.template(batcher.BatchInput, 'ItemBatcher/BatchInput'),
    };
  }

  #region(raw: Record<string, Json>, where: string): Region {
    return this.#readRegion(raw, `${this.at}${where}`) ?? { startAt: '', states: new Map() };
  }
}
