import type { Fields } from '../template/values.ts';
import type { StreamReader } from './shard-reader.ts';
import type { Table } from './tables.ts';

export type Api = 'DynamoDB' | 'DynamoDBStreams';

export interface DynamoAnswer {
  readonly status: number;
  readonly body: Fields;
}

/** A database: DynamoDB Local behind its socket, or the one in memory. Attributes come in the order of their names. */
export interface DynamoConnection {
  /** Whether its count of a transaction's units is AWS's. */
  readonly countsTransactions: boolean;
  /** Rejects only when the database cannot be reached; its errors are answers. */
  ask(api: Api, action: string, request: Fields): Promise<DynamoAnswer>;
  /** The same for our own calls: an error answer throws. */
  call(action: string, request: Fields, api?: Api): Promise<Fields>;
  /** Reads the table's stream, from behind the record of this sequence number. */
  readStream(table: Table, after: string | undefined): StreamReader;
  close(): void;
}

/** An answer of status 400 or more; `name` is DynamoDB's. */
export class DynamoError extends Error {
  constructor(action: string, body: Fields) {
    super(`${action}: ${JSON.stringify(body)}`);
    this.name = /#(\w+)$/.exec(String(body.__type))?.[1] ?? 'DynamoError';
  }
}

/** What `call` makes of an answer. */
export function answered(action: string, { status, body }: DynamoAnswer): Fields {
  if (status >= 400) throw new DynamoError(action, body);
  return body;
}
