import { Agent, request } from 'node:https';

export interface Posted {
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface Got {
  readonly status: number;
  readonly body: string;
}

/** No answer of a table takes longer in health; the caller tries again. */
const LONGEST_MS = 2_500;
const agent = new Agent({ keepAlive: true });

/** One POST to `/`, over a connection that is kept. A refusal is an answer; only a broken connection rejects. */
export const post = ({ host, headers, body }: Posted): Promise<Got> =>
  new Promise((answered, failed) => {
    const sent = request({ agent, host, method: 'POST', path: '/', headers, timeout: LONGEST_MS }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', failed);
      response.on('end', () =>
        answered({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
      );
    });
    sent.on('error', failed);
    sent.on('timeout', () => sent.destroy(new Error(`${host} did not answer in ${LONGEST_MS} ms.`)));
    sent.end(body);
  });
