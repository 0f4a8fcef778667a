/** CloudFront as the templates state it: which path goes where, edge functions, and the headers of every answer. */
import vm from 'node:vm';
import * as z from 'zod';
import { matches } from '../iam/wildcard.ts';
import type { Ground } from '../service.ts';
import { propertiesOf } from '../services/json-service.ts';

const behaviour = z.looseObject({
  PathPattern: z.string().default('*'),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  OriginRequestPolicyId: z.string().optional(),
  ResponseHeadersPolicyId: z.string().optional(),
  FunctionAssociations: z.array(z.looseObject({ EventType: z.string(), FunctionARN: z.string() })).default([]),
});
const distribution = z.looseObject({
  DistributionConfig: z.looseObject({
    CacheBehaviors: z.array(behaviour).default([]),
    DefaultCacheBehavior: behaviour,
    Origins: z.array(z.looseObject({ Id: z.string(), DomainName: z.string() })),
  }),
});
const edgeFunction = z.looseObject({ Name: z.string(), FunctionCode: z.string() });
const headersPolicy = z.looseObject({
  ResponseHeadersPolicyConfig: z.looseObject({
    SecurityHeadersConfig: z
      .looseObject({
        ContentSecurityPolicy: z.looseObject({ ContentSecurityPolicy: z.string() }).optional(),
        ContentTypeOptions: z.looseObject({}).optional(),
        FrameOptions: z.looseObject({ FrameOption: z.string() }).optional(),
        ReferrerPolicy: z.looseObject({ ReferrerPolicy: z.string() }).optional(),
      })
      .optional(),
  }),
});
const requestPolicy = z.looseObject({
  OriginRequestPolicyConfig: z.looseObject({
    HeadersConfig: z.looseObject({ HeaderBehavior: z.string(), Headers: z.array(z.string()).default([]) }),
  }),
});
const passed = z.looseObject({ uri: z.string(), headers: z.record(z.string(), z.looseObject({ value: z.string() })) });

/** Where one request goes. */
export interface Passage {
  readonly to: 'api' | 'pages';
  /** False: CloudFront refuses the method there. */
  readonly allowed: boolean;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is added to the answer, in place of the same headers of the origin. */
  readonly answerHeaders: Readonly<Record<string, string>>;
}
interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ip: string;
}
export type Edge = (request: Incoming) => Passage;

/** `storageUrl`: where S3 is on this machine; policies name it by its name on AWS. */
export const createEdge = (ground: Ground, storageUrl: string): Edge => {
  const [resource] = ground.resources('AWS::CloudFront::Distribution');
  if (!resource) return withoutDistribution;
  const { CacheBehaviors, DefaultCacheBehavior, Origins } = propertiesOf(resource, distribution).DistributionConfig;
  const routes = [...CacheBehaviors, DefaultCacheBehavior].map((one) => {
    const domain = Origins.find((origin) => origin.Id === one.TargetOriginId)?.DomainName ?? '';
    const to: Passage['to'] = domain.includes('execute-api') ? 'api' : 'pages';
    const handlers = one.FunctionAssociations.filter((held) => held.EventType === 'viewer-request').map((held) =>
      readFunction(ground, held.FunctionARN),
    );
    return {
      to,
      pattern: one.PathPattern,
      methods: one.AllowedMethods,
      handlers,
      passes: passedHeaders(ground, one.OriginRequestPolicyId),
      answerHeaders: policyHeaders(ground, one.ResponseHeadersPolicyId, storageUrl),
    };
  });
  return (request) => {
    const route = routes.find((one) => matches(one.pattern, request.path));
    if (!route) return withoutDistribution(request);
    const { to, methods, handlers, passes, answerHeaders } = route;
    const seen = handlers.reduce((held, handler) => handler(held), request);
    const headers = Object.fromEntries(Object.entries(seen.headers).filter(([name]) => passes(name)));
    return { to, allowed: methods.includes(request.method), path: seen.path, headers, answerHeaders };
  };
};

const withoutDistribution: Edge = ({ path, headers }) => ({
  to: /^\/(api|r)\//.test(path) ? 'api' : 'pages',
  allowed: true,
  path: /^\/(api|r)\//.test(path) || /\.[^/]*$/.test(path) ? path : '/index.html',
  headers,
  answerHeaders: {},
});

/** Runs the code of an edge function as CloudFront does: plain JavaScript, nothing of Node around it. */
const readFunction = (ground: Ground, functionArn: string): ((request: Incoming) => Incoming) => {
  const all = ground.resources('AWS::CloudFront::Function').map((one) => propertiesOf(one, edgeFunction));
  const found = all.find((one) => functionArn.endsWith(`:function/${one.Name}`));
  if (!found) throw new Error(`No template has the edge function ${functionArn}.`);
  const script = new vm.Script(`${found.FunctionCode}\n;JSON.stringify(handler(JSON.parse(given)))`, {
    filename: `${found.Name}.js`,
  });
  return (request) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, { value }]));
    const event = {
      version: '1.0',
      viewer: { ip: request.ip },
      request: { method: request.method, uri: request.path, headers },
    };
    const answer: unknown = JSON.parse(
      String(script.runInNewContext({ given: JSON.stringify(event) }, { timeout: 5_000 })),
    );
    const after = passed.parse(answer);
    const plainHeaders = Object.entries(after.headers).map(([name, { value }]) => [name, value] as const);
    return { ...request, path: after.uri, headers: Object.fromEntries(plainHeaders) };
  };
};

const STORAGE_ON_AWS = /https:\/\/[a-z0-9.-]+\.s3\.[a-z0-9-]+\.amazonaws\.com/g;

/** A policy of ours that lists headers lets those through, and the cookies; AWS's own policies leave out nothing that is read here. */
const passedHeaders = (ground: Ground, id: string | undefined): ((name: string) => boolean) => {
  const resource = ground.resources('AWS::CloudFront::OriginRequestPolicy').find((one) => one.ref === id);
  const config = resource && propertiesOf(resource, requestPolicy).OriginRequestPolicyConfig.HeadersConfig;
  if (config?.HeaderBehavior !== 'whitelist') return () => true;
  const listed = new Set([...config.Headers.map((name) => name.toLowerCase()), 'cookie']);
  return (name) => listed.has(name);
};

/** Without strict-transport-security, which means nothing on a plain address of this machine. */
const policyHeaders = (ground: Ground, id: string | undefined, storageUrl: string): Record<string, string> => {
  const resource = ground.resources('AWS::CloudFront::ResponseHeadersPolicy').find((one) => one.ref === id);
  const config = resource && propertiesOf(resource, headersPolicy).ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const entries: [string, string | undefined][] = [
    [
      'content-security-policy',
      config?.ContentSecurityPolicy?.ContentSecurityPolicy.replaceAll(STORAGE_ON_AWS, storageUrl),
    ],
    ['x-content-type-options', config?.ContentTypeOptions && 'nosniff'],
    ['x-frame-options', config?.FrameOptions?.FrameOption],
    ['referrer-policy', config?.ReferrerPolicy?.ReferrerPolicy],
  ];
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
};
