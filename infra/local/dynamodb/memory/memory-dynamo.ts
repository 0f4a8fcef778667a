import { isDeepStrictEqual } from 'node:util';
import { type Fields, fields, isFields, optionalList } from '../../template/values.ts';
import { type Api, answered, type DynamoAnswer, type DynamoConnection } from '../connection.ts';
import type { StreamReader } from '../shard-reader.ts';
import { Failure, invalid } from './failure.ts';
import { query, scan } from './query.ts';
import { batchGet, getItem, transactGet } from './reads.ts';
import { checkIndexTypes, readSchema } from './schema.ts';
import { Sequence, StreamLog } from './stream-log.ts';
import { Table } from './table.ts';
import { planTransaction, transactionUnits } from './transaction.ts';
import { Tally, totalOf, writeCapacity } from './units.ts';
import {
  type Change,
  checkCondition,
  checkReturns,
  plan,
  readWrite,
  returned,
  type Verb,
  type Write,
} from './writes.ts';

const TOKEN_LIFE_MS = 600_000;
const MOST_TOKEN = 36;
const MOST_BATCH = 25;

interface Spent {
  readonly until: number;
  readonly items: unknown;
  readonly answer: Fields;
}

/** DynamoDB in this process: what this program uses of it, as DynamoDB Local answers it. Nothing is kept. */
export class MemoryDynamo implements DynamoConnection {
  readonly countsTransactions = true;
  readonly #now: () => number;
  readonly #tables = new Map<string, Table>();
  readonly #streams = new Map<string, StreamLog>();
  readonly #sequence = new Sequence();
  readonly #tokens = new Map<string, Spent>();

  /** `now`: epoch milliseconds; idempotency tokens are good for ten minutes of it. */
  constructor(now: () => number) {
    this.#now = now;
  }

  async ask(api: Api, action: string, request: Fields): Promise<DynamoAnswer> {
    try {
      if (api !== 'DynamoDB') throw unknown();
      return { status: 200, body: this.#act(action, request) };
    } catch (error) {
      if (error instanceof Failure) return { status: 400, body: error.body() };
      throw error;
    }
  }

  async call(action: string, request: Fields, api: Api = 'DynamoDB'): Promise<Fields> {
    return answered(action, await this.ask(api, action, request));
  }

  readStream({ name }: { readonly name: string }): StreamReader {
    return { next: async () => this.#streams.get(name)?.take() ?? [], unfinished: false };
  }

  close(): void {
    this.#tables.clear();
  }

  #act(action: string, request: Fields): Fields {
    switch (action) {
      case 'GetItem':
        return getItem(this.#table(request.TableName), request);
      case 'Query':
        return query(this.#table(request.TableName), request);
      case 'PutItem':
        return this.#write('Put', request);
      case 'UpdateItem':
        return this.#write('Update', request);
      case 'DeleteItem':
        return this.#write('Delete', request);
      case 'TransactWriteItems':
        return this.#transact(request);
      case 'TransactGetItems':
        return transactGet((name) => this.#table(name), request);
      case 'BatchGetItem':
        return batchGet((name) => this.#table(name), request);
      case 'BatchWriteItem':
        return this.#batchWrite(request);
      case 'Scan':
        return scan(this.#table(request.TableName), request);
      default:
        return this.#administer(action, request);
    }
  }

  #administer(action: string, request: Fields): Fields {
    if (action === 'ListTables') return { TableNames: [...this.#tables.keys()].sort() };
    if (action === 'DescribeTable') {
      const table = this.#table(request.TableName);
      return { Table: { TableName: table.schema.name, TableStatus: 'ACTIVE', ItemCount: table.count } };
    }
    if (action !== 'CreateTable') throw unknown();
    const schema = readSchema(request);
    if (this.#tables.has(schema.name)) {
      throw new Failure('ResourceInUseException', 'Cannot create preexisting table');
    }
    this.#tables.set(schema.name, new Table(schema));
    if (schema.stream) this.#streams.set(schema.name, new StreamLog(schema, this.#sequence));
    return { TableDescription: { TableName: schema.name, TableStatus: 'ACTIVE' } };
  }

  #table(nameOrArn: unknown): Table {
    const given = String(nameOrArn);
    const table = this.#tables.get(given.startsWith('arn:') ? (given.split('/')[1] ?? '') : given);
    if (table) return table;
    throw new Failure('ResourceNotFoundException', 'Cannot do operations on a non-existent table');
  }

  #write(verb: Verb, request: Fields): Fields {
    const table = this.#table(request.TableName);
    checkReturns(verb, request);
    const write = readWrite(verb, table, request);
    if (verb === 'Put') checkIndexTypes(table.schema, write.item);
    checkCondition(write);
    const change = plan(write);
    this.#commit(write, change);
    const Attributes = returned(write, change);
    return { ...(Attributes ? { Attributes } : {}), ...writeCapacity(request, table, change) };
  }

  #commit({ table }: Write, { before, after, changed }: Change): void {
    if (!changed) return;
    table.write(before, after);
    this.#streams.get(table.schema.name)?.append(before, after);
  }

  #transact(request: Fields): Fields {
    const token = request.ClientRequestToken;
    if (typeof token !== 'string' || token === '') return this.#transactOnce(request);
    if (token.length > MOST_TOKEN) {
      const rule = 'failed to satisfy constraint: Member must have length less than or equal to 36';
      throw invalid(`Value ${token} at 'clientRequestToken' ${rule}`);
    }
    this.#forgetTokens();
    const items = request.TransactItems;
    const spent = this.#tokens.get(token);
    // The same request, whatever the order in which its fields were written.
    if (spent && !isDeepStrictEqual(spent.items, items)) throw new Failure('IdempotentParameterMismatchException', '');
    if (spent) return spent.answer;
    const answer = this.#transactOnce(request);
    this.#tokens.set(token, { until: this.#now() + TOKEN_LIFE_MS, items, answer });
    return answer;
  }

  #transactOnce(request: Fields): Fields {
    const planned = planTransaction((name) => this.#table(name), request);
    const units = transactionUnits(planned);
    for (const { write, change } of planned) this.#commit(write, change);
    return units.capacity(request);
  }

  #forgetTokens(): void {
    for (const [token, { until }] of this.#tokens) {
      if (until > this.#now()) return;
      this.#tokens.delete(token);
    }
  }

  #batchWrite(request: Fields): Fields {
    const asked = Object.entries(isFields(request.RequestItems) ? request.RequestItems : {});
    const writes = asked.flatMap(([name, list]) =>
      optionalList(list).map((one) => {
        const { PutRequest, DeleteRequest } = fields(one, name);
        const table = this.#table(name);
        return isFields(PutRequest)
          ? readWrite('Put', table, PutRequest)
          : readWrite('Delete', table, fields(DeleteRequest, name));
      }),
    );
    if (writes.length === 0 || writes.length > MOST_BATCH) throw invalid('A batch writes 1 to 25 items');
    if (new Set(writes.map((write) => `${write.table.schema.name} ${write.key}`)).size < writes.length) {
      throw invalid('Provided list of item keys contains duplicates');
    }
    const tally = new Tally();
    for (const write of writes) {
      const change = plan(write);
      tally.add(write.table, totalOf(write.table, change));
      this.#commit(write, change);
    }
    return { UnprocessedItems: {}, ...tally.capacity(request) };
  }
}

const unknown = (): Failure => new Failure('UnknownOperationException', 'An unknown operation was requested.');
