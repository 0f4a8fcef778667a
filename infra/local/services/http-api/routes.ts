import * as z from 'zod';
import type { Ground } from '../../service.ts';
import { propertiesOf } from '../json-service.ts';

const routeProperties = z.looseObject({
  ApiId: z.string(),
  RouteKey: z.string(),
  AuthorizationType: z.string().default('NONE'),
  AuthorizerId: z.string().optional(),
  Target: z.string(),
});
const integrationProperties = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().default(30_000),
});

/** One route and the function behind it. */
export interface RouteEntry {
  /** As in the template: `GET /api/courses/{track}`, `ANY /{proxy+}` or `$default`. */
  readonly key: string;
  /** The path of the key, `/api/courses/{track}`. */
  readonly template: string;
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorizerId: string | undefined;
}

interface Segment {
  readonly text: string;
  /** Of a parameter, its name. */
  readonly name: string | undefined;
  readonly greedy: boolean;
}

export interface Match {
  readonly route: RouteEntry;
  readonly pathParameters: Readonly<Record<string, string>>;
}

export const routesOf = (ground: Ground, apiId: string): readonly RouteEntry[] =>
  ground.resources('AWS::ApiGatewayV2::Route').flatMap((resource) => {
    const properties = propertiesOf(resource, routeProperties);
    if (properties.ApiId !== apiId) return [];
    if (!['NONE', 'CUSTOM'].includes(properties.AuthorizationType))
      throw new Error(`${resource.logicalId}: the local cloud has no ${properties.AuthorizationType} authorization.`);
    const integration = ground
      .resources('AWS::ApiGatewayV2::Integration')
      .find((one) => properties.Target === `integrations/${one.ref}`);
    if (!integration) throw new Error(`${resource.logicalId}: no template has the integration ${properties.Target}.`);
    const { IntegrationUri, TimeoutInMillis } = propertiesOf(integration, integrationProperties);
    const [method = '', template = ''] =
      properties.RouteKey === '$default' ? ['ANY', '$default'] : properties.RouteKey.split(' ');
    return [
      {
        key: properties.RouteKey,
        template,
        method,
        segments: template === '$default' ? [] : template.split('/').slice(1).map(segmentOf),
        functionArn: functionIn(IntegrationUri),
        timeoutMs: TimeoutInMillis,
        authorizerId: properties.AuthorizationType === 'CUSTOM' ? properties.AuthorizerId : undefined,
      },
    ];
  });

const segmentOf = (text: string): Segment => {
  const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(text) ?? [];
  return { text, name, greedy: greedy === '+' };
};

/** The function's ARN in `arn:aws:apigateway:…:lambda:path/…/functions/<arn>/invocations`, or the ARN itself. */
export const functionIn = (uri: string): string => /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;

/** The most specific route for a request: segment by segment a name beats a parameter, which beats a greedy one. */
export const matchRoute = (routes: readonly RouteEntry[], method: string, rawPath: string): Match | undefined => {
  const given = rawPath.split('/').slice(1);
  let best: Match | undefined;
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const pathParameters = parametersOf(route, given);
    if (pathParameters && (!best || moreSpecific(route, best.route))) best = { route, pathParameters };
  }
  return best;
};

const parametersOf = (route: RouteEntry, given: readonly string[]): Record<string, string> | undefined => {
  if (route.template === '$default') return {};
  const parameters: Record<string, string> = {};
  for (const [i, wanted] of route.segments.entries()) {
    const held = given[i];
    const { name, greedy } = wanted;
    if (name === undefined) {
      if (held !== wanted.text) return undefined;
    } else if (greedy) {
      const rest = given.slice(i).join('/');
      if (rest === '') return undefined;
      parameters[name] = decode(rest);
      return parameters;
    } else {
      if (held === undefined || held === '') return undefined;
      parameters[name] = decode(held);
    }
  }
  return given.length === route.segments.length ? parameters : undefined;
};

/** Percent-decoding that leaves what is no valid encoding as it came. */
export const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const moreSpecific = (a: RouteEntry, b: RouteEntry): boolean => {
  const [left, right] = [a, b].map((route) => `${weights(route)}${route.method === 'ANY' ? 0 : 1}`);
  return (left ?? '') > (right ?? '');
};

const weights = (route: RouteEntry): string =>
  route.template === '$default'
    ? '0'
    : route.segments.map(({ name, greedy }) => (greedy ? '1' : name === undefined ? '3' : '2')).join('');
