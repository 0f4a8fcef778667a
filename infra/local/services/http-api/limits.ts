import * as z from 'zod';
import type { Clock } from '../../clock.ts';
import type { Ground } from '../../service.ts';
import { propertiesOf } from '../json-service.ts';
import type { HttpAnswer } from '../types.ts';
import type { Parsed } from './payload.ts';

const settings = z.looseObject({
  ThrottlingBurstLimit: z.coerce.number().optional(),
  ThrottlingRateLimit: z.coerce.number().optional(),
});
const stageProperties = z.looseObject({
  ApiId: z.string(),
  StageName: z.string(),
  DefaultRouteSettings: settings.optional(),
  RouteSettings: z.record(z.string(), settings).optional(),
});

/** Whether a request to this route goes through now. */
export type Throttle = (routeKey: string) => boolean;

/** One token bucket per route, filled by the cloud's clock. */
export const createThrottle = (ground: Ground, apiId: string): Throttle => {
  const stages = ground
    .resources('AWS::ApiGatewayV2::Stage')
    .map((resource) => propertiesOf(resource, stageProperties));
  const stage = stages.find((one) => one.ApiId === apiId);
  const buckets = new Map<string, Bucket>();
  return (routeKey) => {
    const limits = { ...stage?.DefaultRouteSettings, ...stage?.RouteSettings?.[routeKey] };
    if (limits.ThrottlingRateLimit === undefined || limits.ThrottlingBurstLimit === undefined) return true;
    const bucket =
      buckets.get(routeKey) ?? new Bucket(ground.clock, limits.ThrottlingRateLimit, limits.ThrottlingBurstLimit);
    buckets.set(routeKey, bucket);
    return bucket.take();
  };
};

class Bucket {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #size: number;
  #tokens: number;
  #filledAt: number;

  constructor(clock: Clock, perSecond: number, size: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#size = size;
    this.#tokens = size;
    this.#filledAt = clock.now();
  }

  take(): boolean {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#size, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}

const texts = z.array(z.string()).default([]);
const apiProperties = z.looseObject({
  CorsConfiguration: z
    .looseObject({
      AllowOrigins: texts,
      AllowMethods: texts,
      AllowHeaders: texts,
      ExposeHeaders: texts,
      AllowCredentials: z.union([z.boolean(), z.stringbool()]).default(false),
      MaxAge: z.coerce.number().optional(),
    })
    .optional(),
});

export interface Cors {
  /** The answer to a preflight request; undefined when it is none. */
  preflight(request: Parsed): HttpAnswer | undefined;
  /** The headers that every other answer gets. */
  headers(request: Parsed): Readonly<Record<string, string>>;
}

/** Cross-origin rules as the API states them; without a configuration there are none. */
export const createCors = (properties: Readonly<Record<string, unknown>>): Cors => {
  const cors = apiProperties.parse(properties).CorsConfiguration;
  if (!cors) return { preflight: () => undefined, headers: () => ({}) };
  const headers = (request: Parsed): Record<string, string> => {
    const origin = request.headers.origin;
    if (!origin || !(cors.AllowOrigins.includes('*') || cors.AllowOrigins.includes(origin))) return {};
    return {
      'access-control-allow-origin': cors.AllowOrigins.includes('*') ? '*' : origin,
      ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
      ...(cors.ExposeHeaders.length > 0 ? { 'access-control-expose-headers': cors.ExposeHeaders.join(',') } : {}),
    };
  };
  const preflight = (request: Parsed): HttpAnswer | undefined => {
    if (request.method !== 'OPTIONS') return undefined;
    const allowed = headers(request);
    const more: Record<string, string> =
      'access-control-allow-origin' in allowed
        ? {
            'access-control-allow-methods': cors.AllowMethods.join(','),
            'access-control-allow-headers': cors.AllowHeaders.join(','),
            ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
          }
        : {};
    return { status: 204, headers: { ...allowed, ...more }, cookies: [], body: new Uint8Array() };
  };
  return { preflight, headers };
};
