import * as z from 'zod';
import type { Ground } from '../../service.ts';
import { propertiesOf } from '../json-service.ts';
import { mayInvoke } from '../resource-policy.ts';
import type { HttpAnswer } from '../types.ts';
import { plainAnswer, serverError } from './answer.ts';
import type { Api, baseEvent, Parsed } from './payload.ts';
import { functionIn, type Match } from './routes.ts';

const authorizerProperties = z.looseObject({
  AuthorizerType: z.literal('REQUEST'),
  AuthorizerUri: z.string(),
  AuthorizerPayloadFormatVersion: z.literal('2.0'),
  EnableSimpleResponses: z.union([z.literal(true), z.literal('true')]),
  IdentitySource: z.array(z.string()).default([]),
  AuthorizerResultTtlInSeconds: z.coerce.number().default(0),
});
const simpleResponse = z.looseObject({
  isAuthorized: z.boolean(),
  context: z.record(z.string(), z.unknown()).nullish(),
});
type Decision = z.infer<typeof simpleResponse>;

export type Authorized =
  | { readonly allowed: true; readonly context: Readonly<Record<string, unknown>> }
  | { readonly allowed: false; readonly answer: HttpAnswer };

/** The API's Lambda authorizers. A request that lacks an identity source is refused without asking the function. */
export const createAuthorizers = (ground: Ground, api: Api) => {
  const authorizers = new Map(
    ground
      .resources('AWS::ApiGatewayV2::Authorizer')
      .map((resource) => [resource.ref, propertiesOf(resource, authorizerProperties)]),
  );
  const decisions = new Map<string, { readonly until: number; readonly decision: Decision }>();

  return async (id: string, request: Parsed, match: Match, base: ReturnType<typeof baseEvent>): Promise<Authorized> => {
    const authorizer = authorizers.get(id);
    if (!authorizer) return refuse(serverError());
    const identity = authorizer.IdentitySource.map((source) => identityOf(source, request, match));
    if (identity.some((value) => value === undefined || value === '')) return refuse(plainAnswer(401, 'Unauthorized'));

    const key = `${id}\n${identity.join('\n')}`;
    const known = decisions.get(key);
    if (known && known.until > ground.clock.now()) return decide(known.decision);

    const functionArn = functionIn(authorizer.AuthorizerUri);
    const execute = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}`;
    if (!mayInvoke(ground, functionArn, 'apigateway.amazonaws.com', `${execute}/authorizers/${id}`))
      return refuse(serverError());
    const { method, template } = { method: request.method, template: match.route.template };
    const event = {
      ...base,
      type: 'REQUEST',
      routeArn: `${execute}/$default/${method}${template}`,
      identitySource: identity,
    };
    const { payload, error } = await ground.invoke(functionArn, event);
    const decision = simpleResponse.safeParse(payload);
    if (error || !decision.success) return refuse(serverError());
    const ttl = authorizer.IdentitySource.length > 0 ? authorizer.AuthorizerResultTtlInSeconds : 0;
    if (ttl > 0) decisions.set(key, { until: ground.clock.now() + ttl * 1000, decision: decision.data });
    return decide(decision.data);
  };
};

const decide = ({ isAuthorized, context }: Decision): Authorized =>
  isAuthorized ? { allowed: true, context: context ?? {} } : refuse(plainAnswer(403, 'Forbidden'));

const refuse = (answer: HttpAnswer): Authorized => ({ allowed: false, answer });

const identityOf = (source: string, request: Parsed, match: Match): string | undefined => {
  const [, place = '', name = ''] = /^\$(request\.header|request\.querystring|context)\.(.+)$/.exec(source) ?? [];
  if (place === 'request.header') {
    const header = name.toLowerCase();
    return header === 'cookie' ? request.cookies.join('; ') : request.headers[header];
  }
  if (place === 'request.querystring') return new URLSearchParams(request.rawQueryString).get(name) ?? undefined;
  if (name === 'routeKey') return match.route.key;
  if (name === 'httpMethod') return request.method;
  if (name === 'path') return request.rawPath;
  throw new Error(`The identity source "${source}" is not known to the local cloud.`);
};
