/** API Gateway's HTTP API: routes, Lambda authorizer, throttling, CORS, and its own error answers. */
import type { Clock } from '../../clock.ts';
import type { Ground } from '../../service.ts';
import { createIds } from '../ids.ts';
import { mayInvoke } from '../resource-policy.ts';
import type { HttpAnswer, HttpApi, HttpRequest } from '../types.ts';
import { functionAnswer, plainAnswer, serverError } from './answer.ts';
import { createAuthorizers } from './authorizer.ts';
import { createCors, createThrottle } from './limits.ts';
import { type Api, baseEvent, bodyOf, type Parsed, parseRequest } from './payload.ts';
import { type Match, matchRoute, routesOf } from './routes.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_HEADER_BYTES = 10_240;

export interface HttpApiOptions {
  /** False where a standing clock would never refill the buckets: simulations. Default true. */
  readonly throttling?: boolean;
}

export const createHttpApi = (ground: Ground, options: HttpApiOptions = {}): HttpApi => {
  const [resource, ...others] = ground.resources('AWS::ApiGatewayV2::Api');
  if (!resource) return { handle: async () => plainAnswer(404, 'Not Found') };
  if (others.length > 0) throw new Error('The local cloud serves one HTTP API; the templates have several.');
  const api: Api = { id: resource.ref, account: ground.account, region: ground.region };
  const routes = routesOf(ground, api.id);
  const throttle = options.throttling === false ? () => true : createThrottle(ground, api.id);
  const cors = createCors(resource.properties);
  const authorize = createAuthorizers(ground, api);
  const ids = createIds(ground.seed, ground.clock);

  const answerRoute = async (request: Parsed, match: Match, requestId: string): Promise<HttpAnswer> => {
    if (!throttle(match.route.key)) return plainAnswer(429, 'Too Many Requests');
    const base = baseEvent(api, request, match, requestId, ground.clock.now());
    const { authorizerId } = match.route;
    const decision = authorizerId ? await authorize(authorizerId, request, match, base) : undefined;
    if (decision && !decision.allowed) return decision.answer;
    const authorizer = decision ? { authorizer: { lambda: decision.context } } : {};
    const event = { ...base, requestContext: { ...base.requestContext, ...authorizer }, ...bodyOf(request) };
    return invoke(ground, api, request, match, event);
  };

  const answer = async (request: Parsed, requestId: string): Promise<HttpAnswer> => {
    if (headerBytes(request) > MAX_HEADER_BYTES) return plainAnswer(431, 'Request Header Fields Too Large');
    if (request.body.length > MAX_BODY_BYTES) return plainAnswer(413, 'Request Entity Too Large');
    const match = matchRoute(routes, request.method, request.rawPath);
    const preflight = match && match.route.method !== 'ANY' ? undefined : cors.preflight(request);
    if (preflight) return preflight;
    return match ? answerRoute(request, match, requestId) : plainAnswer(404, 'Not Found');
  };

  return {
    handle: async (raw: HttpRequest): Promise<HttpAnswer> => {
      const request = parseRequest(raw);
      const requestId = ids.uuid('http', `${raw.method} ${raw.path}\n${request.cookies.join()}\n${request.body}`);
      try {
        const made = await answer(request, requestId);
        return { ...made, headers: { ...made.headers, ...cors.headers(request), 'apigw-requestid': requestId } };
      } catch (error) {
        console.error(`The HTTP API failed on ${raw.method} ${raw.path}:`, error);
        return serverError();
      }
    },
  };
};

const headerBytes = (request: Parsed): number => {
  const line = request.method.length + request.rawPath.length + request.rawQueryString.length;
  const held = Object.entries(request.headers).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return line + held + request.cookies.reduce((sum, cookie) => sum + cookie.length + 2, 0);
};

const invoke = async (ground: Ground, api: Api, request: Parsed, match: Match, event: unknown): Promise<HttpAnswer> => {
  const { functionArn, template, timeoutMs } = match.route;
  const path = template === '$default' ? '/$default' : template;
  const source = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/$default/${request.method}${path}`;
  if (!mayInvoke(ground, functionArn, 'apigateway.amazonaws.com', source)) {
    console.error(
      `API Gateway may not invoke ${functionArn} for ${match.route.key}: no AWS::Lambda::Permission allows it.`,
    );
    return serverError();
  }
  const result = await within(ground.clock, timeoutMs, ground.invoke(functionArn, event));
  if (!result) return plainAnswer(503, 'Service Unavailable');
  return result.error ? serverError() : functionAnswer(result.payload);
};

/** The work's result, or undefined when the clock reaches the time limit first. */
const within = async <T>(clock: Clock, limitMs: number, work: Promise<T>): Promise<T | undefined> => {
  const late = Promise.withResolvers<undefined>();
  const timer = clock.after(limitMs, () => late.resolve(undefined));
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    timer.cancel();
  }
};
