import type { Clock } from '../clock.ts';
import { ValuesAnswer } from '../door/answers.ts';
import type { Ground, Permission, Service, ServiceAnswer, ServiceCall } from '../service.ts';
import { type Fields, fields, isFields, parseJson, text } from '../template/values.ts';
import type { DynamoConnection } from './connection.ts';
import { StreamMapping, type StreamRecord } from './mapping.ts';
import { checkMappingGrants } from './mapping-grants.ts';
import { permissionsFor, writesOf } from './permissions.ts';
import { TableStream } from './stream.ts';
import { createTable, readTable, type Table } from './tables.ts';
import { TimeToLive } from './ttl.ts';
import { Meter } from './units.ts';

/** DynamoDB behind the door: Amazon's DynamoDB Local, or the one in memory, with streams, event source mappings and TTL on the cloud's clock. */
export class DynamoService implements Service {
  readonly name = 'dynamodb';
  readonly #clock: Clock;
  readonly #ground: Ground;
  readonly #wire: DynamoConnection;
  readonly #tables: readonly Table[];
  readonly #arnPrefix: string;
  readonly #arns = new Map<string, string>();
  readonly #streams = new Map<string, TableStream>();
  readonly #mappings = new Map<string, { table: string; mapping: StreamMapping }>();
  readonly #meter: Meter;
  readonly #ttl: TimeToLive;
  readonly #onRecord: ((table: string, record: StreamRecord) => void) | undefined;
  readonly #parsed = new WeakMap<ServiceCall, Fields>();
  #positions: Readonly<Record<string, string>> = {};

  /** `onRecord` hears every record of the streams that functions read, in order. */
  constructor(ground: Ground, wire: DynamoConnection, onRecord?: (table: string, record: StreamRecord) => void) {
    this.#onRecord = onRecord;
    this.#ground = ground;
    this.#clock = ground.clock;
    this.#wire = wire;
    this.#arnPrefix = `arn:aws:dynamodb:${ground.region}:${ground.account}:`;
    this.#tables = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table']
      .flatMap((type) => ground.resources(type))
      .map(readTable);
    this.#meter = new Meter(wire, this.#tables);
    this.#ttl = new TimeToLive({
      clock: ground.clock,
      wire,
      tables: this.#tables,
      told: (table, key, what) => {
        const stream = this.#streams.get(table.name);
        if (what === 'deleted') stream?.wake();
        else stream?.expires(key, what === 'deleting');
      },
    });
  }

  /** Makes the tables; before anything else runs. */
  async prepare(): Promise<void> {
    for (const table of this.#tables) await createTable(this.#wire, table);
    if (this.#ground.stateDir) await this.#ttl.rebuild();
  }

  start(): void {
    for (const resource of this.#ground.resources('AWS::Lambda::EventSourceMapping')) {
      const source = text(resource.properties.EventSourceArn, resource.logicalId);
      const table = this.#tables.find((one) => one.streamArn === source);
      if (!table || resource.properties.Enabled === false) continue;
      checkMappingGrants(this.#ground, resource, table.streamArn);
      const mapping = new StreamMapping(this.#ground, resource, this.#positions[resource.logicalId]);
      this.#mappings.set(resource.logicalId, { table: table.name, mapping });
    }
    for (const table of this.#tables) if (table.streamed) this.#openStream(table);
  }

  #openStream(table: Table): void {
    const mappings = [...this.#mappings.values()].filter((one) => one.table === table.name).map((one) => one.mapping);
    if (mappings.length === 0) return;
    const positions = mappings.map((mapping) => mapping.done ?? '');
    const after = positions.sort()[0] || undefined;
    const stream = new TableStream({
      clock: this.#clock,
      reader: this.#wire.readStream(table, after),
      table,
      seed: this.#ground.seed,
      deliver: (records) => {
        for (const record of records) this.#onRecord?.(table.name, record);
        for (const mapping of mappings) mapping.accept(records);
      },
    });
    this.#streams.set(table.name, stream);
    if (this.#ground.stateDir) stream.wake();
  }

  permissions(call: ServiceCall): readonly Permission[] {
    return permissionsFor(call.action, this.#body(call), { tableArn: (name) => this.#tableArn(name) });
  }

  async handle(call: ServiceCall): Promise<ServiceAnswer> {
    this.#clock.hold();
    try {
      return await this.#handle(call);
    } finally {
      this.#clock.release();
    }
  }

  async #handle(call: ServiceCall): Promise<ServiceAnswer> {
    const body = this.#body(call);
    if (!this.#meter.counts(call.action)) {
      const api = call.headers['x-amz-target']?.startsWith('DynamoDBStreams') ? 'DynamoDBStreams' : 'DynamoDB';
      const { status, body: answer } = await this.#wire.ask(api, call.action, body);
      return status >= 400 ? reply(status, answer) : new ValuesAnswer(answer, JSON_HEADERS);
    }
    const { answer, units } = await this.#meter.ask(call.action, body);
    if (answer.status >= 400) return { ...reply(answer.status, answer.body), units };
    if (units.write > 0) await this.#written(call, body);
    return new ValuesAnswer(answer.body, JSON_HEADERS, units);
  }

  #written(call: ServiceCall, body: Fields): Promise<void> | undefined {
    const writes = writesOf(call.action, body, (name) => this.#tableName(name));
    for (const { table } of writes) this.#streams.get(table)?.wake();
    return this.#ttl.noticed(writes);
  }

  #body(call: ServiceCall): Fields {
    if (call.json) return call.json;
    let body = this.#parsed.get(call);
    if (!body) {
      body = fields(parseJson(Buffer.from(call.body).toString('utf8') || '{}', call.action), call.action);
      this.#parsed.set(call, body);
    }
    return body;
  }

  #tableName(nameOrArn: string): string {
    return nameOrArn.startsWith('arn:') ? (nameOrArn.split('/')[1] ?? nameOrArn) : nameOrArn;
  }

  #tableArn(nameOrArn: string): string {
    let arn = this.#arns.get(nameOrArn);
    if (arn === undefined) {
      arn = `${this.#arnPrefix}table/${this.#tableName(nameOrArn)}`;
      this.#arns.set(nameOrArn, arn);
    }
    return arn;
  }

  snapshot(): unknown {
    return Object.fromEntries([...this.#mappings].map(([id, { mapping }]) => [id, mapping.done]));
  }

  restore(state: unknown): void {
    this.#positions = Object.fromEntries(
      Object.entries(isFields(state) ? state : {}).flatMap(([id, done]) =>
        typeof done === 'string' ? [[id, done]] : [],
      ),
    );
  }

  async stop(): Promise<void> {
    for (const stream of this.#streams.values()) stream.close();
    this.#wire.close();
  }
}

const JSON_HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

const reply = (status: number, body: Fields): ServiceAnswer => ({
  status,
  headers: JSON_HEADERS,
  body: JSON.stringify(body),
});
