/** The site's port of the local cloud: pages and API as CloudFront serves them, and beside them inbox and clock. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createInboxPages } from './inbox/index.ts';
import type { HttpApi, Site, SiteOptions } from './services/types.ts';
import { createClockDesk } from './site/clock-desk.ts';
import { createEdge, type Edge } from './site/edge.ts';
import { servePage } from './site/pages.ts';
import { json, plain, readRequest, type SiteReply, type SiteRequest } from './site/reply.ts';

const HOST = '127.0.0.1';

export const startSite = async (options: SiteOptions): Promise<Site> => {
  const { ground, http, inbox, webDir, settle } = options;
  const edge = createEdge(ground, options.storageUrl);
  const inboxPages = createInboxPages({ inbox, clock: ground.clock });
  const clockDesk = createClockDesk({ clock: ground.clock, inbox, settle });
  const answer = async (request: SiteRequest): Promise<SiteReply> => {
    const refusal = refuseStrangers(request);
    if (refusal) return refusal;
    if (request.path === '/local/clock') return clockDesk(request);
    if (request.path === '/inbox' || request.path.startsWith('/inbox/')) return inboxPages(request);
    return throughEdge(edge, http, webDir, request);
  };

  const server = createServer((message, response) => void serve(message, response, answer));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port, HOST, () => listening());
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    port,
    url: `http://${HOST}:${port}`,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

/**
 * Only this machine under its own names: a page elsewhere whose name was pointed at 127.0.0.1 must not read the letters,
 * and a form elsewhere must not move the clock. The API answers requests from elsewhere as it does on AWS.
 */
const refuseStrangers = (request: SiteRequest): SiteReply | undefined => {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) return plain(403, 'This address is not served here.');
  const { origin } = request.headers;
  const local = request.path.startsWith('/local/') || request.path.startsWith('/inbox');
  if (local && origin !== undefined && origin !== `http://${request.headers.host}`)
    return plain(403, 'Only pages of the local cloud may ask for this.');
  return undefined;
};

const throughEdge = async (edge: Edge, http: HttpApi, webDir: string, request: SiteRequest): Promise<SiteReply> => {
  const passage = edge(request);
  if (!passage.allowed) return plain(403, 'CloudFront allows only GET and HEAD here.');
  if (passage.to === 'pages') {
    const page = await servePage(webDir, passage.path);
    return { ...page, headers: { ...page.headers, ...passage.answerHeaders } };
  }
  const answer = await http.handle({
    method: request.method,
    path: request.query === '' ? passage.path : `${passage.path}?${request.query}`,
    headers: passage.headers,
    body: request.body,
    sourceIp: request.ip,
  });
  return { ...answer, headers: { ...answer.headers, ...passage.answerHeaders } };
};

const serve = async (
  message: IncomingMessage,
  response: ServerResponse,
  answer: (request: SiteRequest) => Promise<SiteReply>,
): Promise<void> => {
  let reply: SiteReply;
  try {
    reply = await answer(await readRequest(message));
  } catch (error) {
    console.error(`${message.method} ${message.url?.split('?')[0]} failed:`, error);
    reply = json(500, { message: 'Internal Server Error' });
  }
  const cookies = reply.cookies ?? [];
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
    ...(cookies.length > 0 ? { 'set-cookie': [...cookies] } : {}),
  });
  response.end(message.method === 'HEAD' ? undefined : reply.body);
};
