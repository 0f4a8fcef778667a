import type { DoorRequest } from './door.ts';

/** A request as the SDK hands it to its HTTP handler. */
export interface SmithyRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export function toRequest(request: SmithyRequest): DoorRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) => {
    const key = encodeURIComponent(name);
    if (value === null) return [key];
    return [value].flat().map((one) => `${key}=${encodeURIComponent(one)}`);
  });
  return {
    method: request.method,
    path: query.length > 0 ? `${request.path}?${query.join('&')}` : request.path,
    headers,
    body: bytesOf(request.body),
  };
}

export function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  // The SDK's own kind of byte array also plays text, and complains about it: take its bytes alone.
  if (body instanceof Uint8Array) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  throw new Error('The in-process mouth takes no streamed bodies; use the HTTP endpoint.');
}
