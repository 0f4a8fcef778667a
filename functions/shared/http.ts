import type { APIGatewayProxyEventV2WithLambdaAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import { entry } from './entry.ts';
import { log } from './log.ts';
import { Problem } from './problem.ts';
import type { Access, Route } from './route.ts';
import { settings } from './settings.ts';

/** Who asks, as the authorizer (room `access`) found out. */
export interface Session {
  readonly personId: string;
  readonly role: 'partner' | 'manager' | 'ops';
  /** Empty for the team. */
  readonly partnerId: string;
  readonly name: string;
  /** Keyed hash of the session cookie, to end the session by. */
  readonly sessionHash: string;
  /** Until then the sign-in is fresh enough for routes that ask for it. */
  readonly freshUntil: string;
}

export type Event = APIGatewayProxyEventV2WithLambdaAuthorizer<Partial<Session> | undefined>;

export interface Request<B, P, Q> {
  readonly body: B;
  readonly params: P;
  readonly query: Q;
  /** Present on every route but those open to anyone. */
  readonly session: Session | undefined;
  readonly now: Date;
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly cookies: readonly string[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A body as it came over the wire. */
export interface Sent {
  readonly text: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

export interface Reply {
  /** Overrides the route's status. */
  readonly status?: number;
  readonly body?: unknown;
  /** The body is bytes as base64, and goes out as bytes. */
  readonly base64?: true;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

const MAX_BODY_BYTES = 65_536;
const BASE_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * Wraps a handler of one route: checks access, size, type and shape at the edge, answers JSON, and turns every error
 * into problem+json with the request id. The shape of a bad request is told field by field; nothing else leaks.
 * `prove` is given the body as it was sent, before anything of it is looked at, and throws what it cannot believe: the
 * signature of a webhook.
 */
export const http = <B extends z.ZodType, P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  route: Route<B, P, Q, A>,
  handle: (request: Request<z.output<B>, z.output<P>, z.output<Q>>) => Promise<Reply>,
  prove?: (sent: Sent) => Promise<void>,
) =>
  entry<Event, APIGatewayProxyStructuredResultV2>()
    .use({ onError: (request) => answerProblem(request.error, request.event) })
    .handler(async (event) => {
      const session = authorise(route.access, event);
      const now = new Date();
      if (route.fresh && !isFresh(session, now)) throw signInAgain();
      const text = route.body ? readText(route, event) : '';
      await prove?.({ text, headers: event.headers, now });
      const reply = await handle({
        body: parse(route.body, () => readBody(route, event, text), 'body') as z.output<B>,
        params: parse(route.params, () => event.pathParameters ?? {}, 'path') as z.output<P>,
        query: parse(route.query, () => event.queryStringParameters ?? {}, 'query') as z.output<Q>,
        session,
        now,
        requestId: event.requestContext.requestId,
        ip: addressOf(event),
        userAgent: event.requestContext.http.userAgent ?? '',
        cookies: event.cookies ?? [],
        headers: event.headers,
      });
      return answer(route, reply);
    });

/** The API's caller is CloudFront, which passes on the visitor's address; anybody else could claim any address. */
export const addressOf = (event: Event): string => {
  const key = settings.edgeKey();
  const visitor = event.headers['x-visitor-ip'];
  return key && visitor && event.headers['x-origin-key'] === key ? visitor : event.requestContext.http.sourceIp;
};

export const answer = (route: Pick<Route, 'status'>, reply: Reply): APIGatewayProxyStructuredResultV2 => ({
  statusCode: reply.status ?? route.status,
  headers: {
    ...BASE_HEADERS,
    ...(reply.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...reply.headers,
  },
  ...(reply.cookies ? { cookies: [...reply.cookies] } : {}),
  ...(reply.base64 ? { isBase64Encoded: true } : {}),
  ...(reply.body === undefined
    ? {}
    : { body: typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body) }),
});

const authorise = (access: Access, event: Event): Session | undefined => {
  const held = event.requestContext.authorizer?.lambda;
  if (!held?.personId || !held.role) {
    if (access === 'anyone') return undefined;
    throw new Problem(401, 'not-signed-in', 'Sign in first.');
  }
  const session: Session = {
    personId: held.personId,
    role: held.role,
    partnerId: held.partnerId ?? '',
    name: held.name ?? '',
    sessionHash: held.sessionHash ?? '',
    freshUntil: held.freshUntil ?? '',
  };
  // A partner learns nothing of the team's pages, nor the team's sign-in of a partner's: the same answer as for no page.
  if (access === 'team' && session.role === 'partner') throw new Problem(404, 'not-found', 'There is no such page.');
  if (access === 'partner' && session.role !== 'partner') throw new Problem(404, 'not-found', 'There is no such page.');
  return session;
};

/** Has this person signed in by letter just now? */
export const isFresh = (session: Session | undefined, now: Date): boolean =>
  session !== undefined && now.toISOString() < session.freshUntil;

const signInAgain = (): Problem =>
  new Problem(
    403,
    'sign-in-again',
    'This takes a fresh sign-in. Have a sign-in letter sent to you (POST /api/portal/sign-in-letter), follow its link, and then do it again.',
  );

const typeOf = (event: Event): string | undefined =>
  (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();

const isForm = (route: Route, event: Event): boolean =>
  route.form === true && typeOf(event) === 'application/x-www-form-urlencoded';

const readText = (route: Route, event: Event): string => {
  if (!isForm(route, event) && typeOf(event) !== 'application/json') {
    throw new Problem(415, 'unsupported-media-type', 'Send the body as application/json.');
  }
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const most = route.maxBytes ?? MAX_BODY_BYTES;
  if (bytes.length > most) throw new Problem(413, 'body-too-large', `The body may have at most ${most} bytes.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'invalid-utf8', 'The body is not valid UTF-8.');
  }
};

const readBody = (route: Route, event: Event, text: string): unknown => {
  if (isForm(route, event)) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'invalid-json', 'The body is not valid JSON.');
  }
};

const parse = <S extends z.ZodType>(schema: S | undefined, read: () => unknown, where: string): unknown => {
  if (!schema) return undefined;
  const result = schema.safeParse(read());
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 50).map((issue) => ({
    where,
    field: issue.path.join('.'),
    message: issue.message,
  }));
  const first = errors[0];
  const detail = first?.field ? `${first.field}: ${first.message}` : (first?.message ?? 'The input is not valid.');
  throw new Problem(where === 'path' ? 404 : 422, where === 'path' ? 'not-found' : 'invalid-input', detail, { errors });
};

export const answerProblem = (error: unknown, event: Event): APIGatewayProxyStructuredResultV2 => {
  const requestId = event.requestContext.requestId;
  const problem = problemOf(error);
  if (problem.status >= 500) log.error('REQUEST_FAILED', error, { requestId, route: event.routeKey });
  else log.info('REQUEST_REFUSED', { requestId, route: event.routeKey, status: problem.status, problem: problem.code });
  return {
    statusCode: problem.status,
    headers: { ...BASE_HEADERS, 'content-type': 'application/problem+json', ...problem.headers },
    body: JSON.stringify({
      type: `https://tandem.example/problems/${problem.code}`,
      title: problem.code.replaceAll('-', ' '),
      status: problem.status,
      detail: problem.message,
      requestId,
      ...problem.extra,
    }),
  };
};

/** What DynamoDB says when it was tried often enough and is still busy, or two transactions keep meeting. */
const BUSY = new Set([
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Error && BUSY.has(error.name)) {
    return new Problem(
      503,
      'busy',
      'Too much happens at once. Nothing was lost; try again in a few seconds.',
      {},
      {
        'retry-after': '5',
      },
    );
  }
  return new Problem(
    500,
    'unexpected',
    'Something went wrong on our side. Try again; if it stays, quote the request id.',
  );
};
