import { Agent, request } from 'node:http';
import { scopeFor } from '../door/door.ts';
import { type Fields, fields, isFields, parseJson } from '../template/values.ts';
import { type Api, answered, type DynamoAnswer, type DynamoConnection } from './connection.ts';
import { ShardReader, type StreamReader } from './shard-reader.ts';
import type { Table } from './tables.ts';

interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

const LOCAL_ARN = 'arn:aws:dynamodb:ddblocal:000000000000:';

/** The connection to DynamoDB Local. Each access key (letters and digits) has a database of its own. */
export class DynamoWire implements DynamoConnection {
  readonly countsTransactions = false;
  readonly #port: number;
  readonly #authorization: string;
  readonly #arnPrefix: string;
  readonly #agent: Agent;

  /** `sockets` 1 makes calls arrive in the order they were made, which is what a run that repeats exactly needs. */
  constructor(
    port: number,
    accessKey: string,
    place: { readonly region: string; readonly account: string },
    sockets = 1,
  ) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: sockets });
    this.#authorization = scopeFor(accessKey, 'dynamodb', place.region);
    this.#arnPrefix = `arn:aws:dynamodb:${place.region}:${place.account}:`;
  }

  /** `target`: value of X-Amz-Target. `body`: JSON text. Rejects when DynamoDB Local cannot be reached. */
  send(target: string, body: string): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const bytes = Buffer.from(body);
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          method: 'POST',
          agent: this.#agent,
          headers: {
            'x-amz-target': target,
            'content-type': 'application/x-amz-json-1.0',
            'content-length': bytes.length,
            authorization: this.#authorization,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 500, body: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(bytes);
    });
  }

  async ask(api: Api, action: string, request: Fields): Promise<DynamoAnswer> {
    const sent = JSON.stringify(request).replaceAll(this.#arnPrefix, LOCAL_ARN);
    const { status, body } = await this.send(`${api}_20120810.${action}`, sent);
    const read = parseJson(body.replaceAll(LOCAL_ARN, this.#arnPrefix), action);
    return { status, body: fields(sorted(read), action) };
  }

  async call(action: string, request: Fields, api: Api = 'DynamoDB'): Promise<Fields> {
    return answered(action, await this.ask(api, action, request));
  }

  readStream(table: Table, after: string | undefined): StreamReader {
    return new ShardReader(this, table, after);
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Java hands maps over in an order of its own; the order of names is the same for every DynamoDB. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}
