import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ADMIN, type Roles } from '../iam/roles.ts';
import type { Presigned } from '../services/s3/presigned.ts';
import { errorAnswer } from './answers.ts';
import { type Door, readScope } from './door.ts';
import { ConnectionReset, Crash, NoAnswer } from './faults.ts';

const MAX_BODY_BYTES = 32 * 1024 * 1024;

interface World {
  readonly door: Door;
  readonly roles: Roles;
  readonly presigned: Presigned;
}

/** The door's mouth for the AWS CLI and SDKs outside: HTTP on 127.0.0.1. Port 0 is any free one. */
export async function openHttpMouth(world: World, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    answer(world, request, response).catch((error: unknown) => {
      if (error instanceof NoAnswer) return;
      if (!(error instanceof ConnectionReset || error instanceof Crash))
        console.error('The AWS endpoint failed:', error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : port };
}

async function answer(
  { door, roles, presigned }: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'POST', url: path = '/' } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  // A page of another site must not reach us under a name of its own (DNS rebinding), nor from a browser at all: but for
  // what was signed, for the site alone.
  const isPresigned = presigned.isMeant({ method, path, headers });
  const isHere = /^(127\.0\.0\.1|localhost|[\w.-]+\.localhost)(:\d+)?$/.test(headers.host ?? '');
  if (!isHere || (headers.origin && !isPresigned)) {
    response.writeHead(403).end();
    return;
  }
  if (isPresigned) {
    const body = await readBody(request);
    if (body) send(response, await presigned.handle({ method, path, headers, body }));
    else response.writeHead(413).end();
    return;
  }
  const scope = readScope(headers.authorization ?? '');
  if (!scope) {
    const message =
      'Sign the request: any access key and secret will do; the logical id of a role as key has its rights.';
    send(response, errorAnswer({ service: '' }, { name: 'UnrecognizedClientException', message, status: 403 }));
    return;
  }
  // Whoever sits at this machine is its administrator, with whatever keys the shell happens to hold.
  const role = roles.byId(scope.accessKey) ? scope.accessKey : ADMIN;
  const body = await readBody(request);
  if (!body) {
    response.writeHead(413).end();
    return;
  }
  send(response, await door.handle(role, { method, path, headers, body }));
}

function send(response: ServerResponse, given: Awaited<ReturnType<Door['handle']>>): void {
  const bytes = typeof given.body === 'string' ? Buffer.from(given.body) : given.body;
  const length = given.headers['content-length'] ?? String(bytes.length);
  response.writeHead(given.status, { ...given.headers, 'content-length': length }).end(bytes);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
