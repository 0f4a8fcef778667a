import { Agent, request } from 'node:http';
import { scopeFor } from '../door/door.ts';

export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

/** The connection to DynamoDB Local. Each access key (letters and digits) has a database of its own. */
export class DynamoWire {
  readonly #port: number;
  readonly #authorization: string;
  readonly #agent: Agent;

  /** `sockets` 1 makes calls arrive in the order they were made, which is what a run that repeats exactly needs. */
  constructor(port: number, accessKey: string, region: string, sockets = 1) {
    this.#port = port;
    this.#agent = new Agent({ keepAlive: true, maxSockets: sockets });
    this.#authorization = scopeFor(accessKey, 'dynamodb', region);
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

  /** The same for our own calls: JSON in and out, an error answer throws. */
  async call(
    action: string,
    body: unknown,
    api: 'DynamoDB_20120810' | 'DynamoDBStreams_20120810' = 'DynamoDB_20120810',
  ) {
    const answer = await this.send(`${api}.${action}`, JSON.stringify(body));
    const parsed: unknown = JSON.parse(answer.body);
    if (answer.status >= 400) throw new DynamoError(action, answer.body);
    return parsed;
  }

  close(): void {
    this.#agent.destroy();
  }
}

export class DynamoError extends Error {
  constructor(action: string, body: string) {
    super(`${action}: ${body}`);
    this.name = /"__type":"[^"]*#(\w+)"/.exec(body)?.[1] ?? 'DynamoError';
  }
}
