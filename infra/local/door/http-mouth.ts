import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ADMIN, type Roles } from '../iam/roles.ts';
import { errorAnswer } from './answers.ts';
import { type Door, readScope } from './door.ts';
import { ConnectionReset, Crash, NoAnswer } from './faults.ts';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** The door's mouth for the AWS CLI and SDKs outside: HTTP on 127.0.0.1. Port 0 is any free one. */
export async function openHttpMouth(door: Door, roles: Roles, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    answer(door, roles, request, response).catch((error: unknown) => {
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

async function answer(door: Door, roles: Roles, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  // A page of another site must not reach us under a name of its own (DNS rebinding), nor from a browser at all.
  if (!/^(127\.0\.0\.1|localhost|[\w.-]+\.localhost)(:\d+)?$/.test(headers.host ?? '') || headers.origin) {
    response.writeHead(403).end();
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
  const { method = 'POST', url: path = '/' } = request;
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
