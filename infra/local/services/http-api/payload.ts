import type { HttpRequest } from '../types.ts';
import type { Match } from './routes.ts';

export interface Api {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

/** A request as read once: path, query, headers in lower case, cookies apart. */
export interface Parsed {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
}

export const parseRequest = (request: HttpRequest): Parsed => {
  const mark = request.path.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  const { cookie = '', ...others } = headers;
  return {
    method: request.method.toUpperCase(),
    rawPath: mark < 0 ? request.path : request.path.slice(0, mark),
    rawQueryString: mark < 0 ? '' : request.path.slice(mark + 1),
    headers: others,
    cookies: cookie.split(';').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])),
    body: Buffer.from(request.body ?? ''),
    sourceIp: request.sourceIp ?? '127.0.0.1',
  };
};

/** What integration and authorizer events share: payload format 2.0. */
export const baseEvent = (api: Api, request: Parsed, match: Match, requestId: string, nowMs: number) => {
  const query = [...new URLSearchParams(request.rawQueryString)];
  const domainName = `${api.id}.execute-api.${api.region}.amazonaws.com`;
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: request.rawPath,
    rawQueryString: request.rawQueryString,
    ...(request.cookies.length > 0 ? { cookies: request.cookies } : {}),
    headers: {
      ...request.headers,
      host: domainName,
      'content-length': String(request.body.length),
      'x-amzn-trace-id': `Root=1-${Math.floor(nowMs / 1000).toString(16)}-${requestId.replaceAll('-', '').slice(0, 24)}`,
      'x-forwarded-for': [request.headers['x-forwarded-for'], request.sourceIp].filter(Boolean).join(', '),
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...(query.length > 0 ? { queryStringParameters: joinTwins(query) } : {}),
    requestContext: {
      accountId: api.account,
      apiId: api.id,
      domainName,
      domainPrefix: api.id,
      http: {
        method: request.method,
        path: request.rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: logTime(nowMs),
      timeEpoch: nowMs,
    },
    ...(Object.keys(match.pathParameters).length > 0 ? { pathParameters: match.pathParameters } : {}),
  };
};

/** The body as the event carries it: text for the text types, base64 for every other one (forms too). */
export const bodyOf = (request: Parsed): { readonly body?: string; readonly isBase64Encoded: boolean } => {
  if (request.body.length === 0) return { isBase64Encoded: false };
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isText = type.startsWith('text/') || TEXT_TYPES.has(type);
  return { body: request.body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
};

const TEXT_TYPES = new Set(['application/json', 'application/javascript', 'application/xml']);

/** Values of a name that comes more than once are joined by commas. */
const joinTwins = (query: readonly (readonly [string, string])[]): Record<string, string> => {
  const joined: Record<string, string> = {};
  for (const [name, value] of query) joined[name] = Object.hasOwn(joined, name) ? `${joined[name]},${value}` : value;
  return joined;
};

/** `12/Mar/2027:19:03:58 +0000` */
const logTime = (ms: number): string => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
};
