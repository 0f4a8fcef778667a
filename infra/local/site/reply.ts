import type { IncomingMessage } from 'node:http';

/** A request of the site's port, read to its end. */
export interface SiteRequest {
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly body: Buffer;
}

export interface SiteReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: string | Uint8Array;
}

/** One byte more than the HTTP API takes, so that it is the API that refuses. */
const MOST_BYTES = 10 * 1024 * 1024 + 1;

export const json = (status: number, body: unknown): SiteReply => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

export const plain = (status: number, text: string): SiteReply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: text,
});

/** Reads a request; of a body that is too large only as much as it takes to know. */
export const readRequest = async (message: IncomingMessage): Promise<SiteRequest> => {
  const [path = '/', ...query] = (message.url ?? '/').split('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    if (size < MOST_BYTES) chunks.push(bytes);
    size += bytes.length;
  }
  const ip = (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  return { method: message.method ?? 'GET', path, query: query.join('?'), headers, ip, body: Buffer.concat(chunks) };
};
