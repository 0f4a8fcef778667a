import { describe, expect, test } from 'vitest';
import { matchRoute, routesOf } from '../../../infra/local/services/http-api/routes.ts';
import { createHttpApi } from '../../../infra/local/services/index.ts';
import type { HttpAnswer, HttpRequest } from '../../../infra/local/services/types.ts';
import { aGround, aPermission, aResource, arn } from './ground.ts';

const API = 'abc123';
const APPLY = arn('lambda', 'function:apply:live');
const SESSION = arn('lambda', 'function:check-session:live');
const PORTAL = arn('lambda', 'function:portal:live');
const source = (path: string) => arn('execute-api', `${API}/*/*${path}`);

const aRoute = (key: string, functionArn: string, more: Record<string, unknown> = {}) => [
  aResource('AWS::ApiGatewayV2::Route', `Route ${key}`, {
    ApiId: API,
    RouteKey: key,
    Target: `integrations/int-${key}`,
    ...more,
  }),
  aResource('AWS::ApiGatewayV2::Integration', `int-${key}`, {
    ApiId: API,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn,
    PayloadFormatVersion: '2.0',
  }),
];
const signedIn = { AuthorizationType: 'CUSTOM', AuthorizerId: 'auth1' };
const api = (properties: Record<string, unknown> = {}) =>
  aResource('AWS::ApiGatewayV2::Api', 'Api', { Name: 'tandem', ProtocolType: 'HTTP', ...properties }, { ref: API });
const stage = (burst: number) =>
  aResource('AWS::ApiGatewayV2::Stage', 'Stage', {
    ApiId: API,
    StageName: '$default',
    DefaultRouteSettings: { ThrottlingBurstLimit: burst, ThrottlingRateLimit: 1 },
  });
const authorizer = aResource(
  'AWS::ApiGatewayV2::Authorizer',
  'Authorizer',
  {
    ApiId: API,
    AuthorizerType: 'REQUEST',
    AuthorizerUri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${SESSION}/invocations`,
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    IdentitySource: ['$request.header.Cookie'],
    AuthorizerResultTtlInSeconds: 0,
  },
  { ref: 'auth1' },
);
const resources = [
  api(),
  stage(100),
  authorizer,
  ...aRoute('POST /api/applications', APPLY),
  ...aRoute('GET /api/portal/courses/{track}', PORTAL, signedIn),
  aPermission(APPLY, 'apigateway.amazonaws.com', source('/api/applications')),
  aPermission(PORTAL, 'apigateway.amazonaws.com', source('/api/portal/courses/{track}')),
  aPermission(SESSION, 'apigateway.amazonaws.com', arn('execute-api', `${API}/authorizers/auth1`)),
];

const anApi = (functions: Record<string, (event: unknown) => unknown>, over = resources) => {
  const ground = aGround(over, { functions });
  const http = createHttpApi(ground);
  const ask = (method: string, path: string, more: Partial<HttpRequest> = {}) =>
    http.handle({ method, path, headers: {}, ...more });
  return { ground, ask };
};
const read = (answer: HttpAnswer): unknown => JSON.parse(Buffer.from(answer.body).toString());
const json = { 'content-type': 'application/json' };

describe('what a function is told of a request', () => {
  test('payload format 2.0, field by field', async () => {
    const { ground, ask } = anApi({ [APPLY]: () => ({ statusCode: 202 }) });
    await ask('POST', '/api/applications?a=1&a=2&b=x%20y', {
      headers: { 'Content-Type': 'application/json', Cookie: 'session=s; theme=dark', 'User-Agent': 'Test' },
      body: '{"x":1}',
      sourceIp: '10.0.0.7',
    });
    expect(ground.invoked[0]?.payload).toEqual({
      version: '2.0',
      routeKey: 'POST /api/applications',
      rawPath: '/api/applications',
      rawQueryString: 'a=1&a=2&b=x%20y',
      cookies: ['session=s', 'theme=dark'],
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'content-length': '7',
        'user-agent': 'Test',
        'x-forwarded-for': '10.0.0.7',
        host: 'abc123.execute-api.eu-central-1.amazonaws.com',
      }),
      queryStringParameters: { a: '1,2', b: 'x y' },
      requestContext: {
        accountId: '000000000000',
        apiId: API,
        domainName: 'abc123.execute-api.eu-central-1.amazonaws.com',
        domainPrefix: API,
        http: {
          method: 'POST',
          path: '/api/applications',
          protocol: 'HTTP/1.1',
          sourceIp: '10.0.0.7',
          userAgent: 'Test',
        },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: 'POST /api/applications',
        stage: '$default',
        time: '01/Mar/2027:09:00:00 +0000',
        timeEpoch: 1803891600000,
      },
      body: '{"x":1}',
      isBase64Encoded: false,
    });
    expect(ground.invoked[0]?.payload).not.toHaveProperty('headers.cookie');
  });

  test('a form arrives in base64, as on AWS', async () => {
    const { ground, ask } = anApi({ [APPLY]: () => ({ statusCode: 200 }) });
    await ask('POST', '/api/applications', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1',
    });
    expect(ground.invoked[0]?.payload).toMatchObject({
      body: Buffer.from('a=1').toString('base64'),
      isBase64Encoded: true,
    });
  });
});

describe('what comes back', () => {
  test('status, headers, cookies and body of the function', async () => {
    const cookies = ['session=1; HttpOnly', 'b=2'];
    const { ask } = anApi({
      [APPLY]: () => ({ statusCode: 201, headers: { 'X-A': 1, ...json }, cookies, body: '{"ok":true}' }),
    });
    const answer = await ask('POST', '/api/applications');
    expect(answer).toMatchObject({ status: 201, cookies, headers: { 'x-a': '1', 'content-type': 'application/json' } });
    expect(read(answer)).toEqual({ ok: true });
  });

  test.each<[string, (event: unknown) => unknown, number, unknown]>([
    ['a plain object is the JSON body of a 200', () => ({ hello: 1 }), 200, { hello: 1 }],
    [
      'a function that throws',
      () => Promise.reject(new Error('secret detail')),
      500,
      { message: 'Internal Server Error' },
    ],
    ['a body that is no text', () => ({ statusCode: 200, body: { a: 1 } }), 500, { message: 'Internal Server Error' }],
  ])('%s', async (_, apply, status, body) => {
    const answer = await anApi({ [APPLY]: apply }).ask('POST', '/api/applications');
    expect([answer.status, read(answer)]).toEqual([status, body]);
  });

  test('a function that needs more than 30 seconds is not waited for', async () => {
    const { ground, ask } = anApi({});
    const slow = { ...ground, invoke: () => new Promise<never>(() => {}) };
    const pending = createHttpApi(slow).handle({ method: 'POST', path: '/api/applications', headers: {} });
    await ground.clock.moveTo(ground.clock.now() + 30_000);
    expect(await pending).toMatchObject({ status: 503 });
    expect((await ask('POST', '/api/applications')).status).toBe(500);
  });
});

describe('what API Gateway answers by itself', () => {
  test.each<[string, string, string, Partial<HttpRequest>, number, string]>([
    ['no such route', 'GET', '/api/nothing', {}, 404, 'Not Found'],
    ['another method', 'GET', '/api/applications', {}, 404, 'Not Found'],
    ['a slash too many', 'POST', '/api/applications/', {}, 404, 'Not Found'],
    [
      'more than 10 MB',
      'POST',
      '/api/applications',
      { body: Buffer.alloc(10 * 1024 * 1024 + 1) },
      413,
      'Request Entity Too Large',
    ],
    [
      'too many header bytes',
      'POST',
      '/api/applications',
      { headers: { x: 'y'.repeat(11_000) } },
      431,
      'Request Header Fields Too Large',
    ],
    ['no cookie where one is needed', 'GET', '/api/portal/courses/sales', {}, 401, 'Unauthorized'],
  ])('%s', async (_, method, path, more, status, message) => {
    const { ground, ask } = anApi({ [APPLY]: () => ({}), [SESSION]: () => ({ isAuthorized: true }) });
    const answer = await ask(method, path, more);
    expect([answer.status, read(answer)]).toEqual([status, { message }]);
    expect(ground.invoked).toEqual([]);
  });

  test('a route is refused while its bucket is empty, and served when the clock has filled it', async () => {
    const { ground, ask } = anApi({ [APPLY]: () => ({ statusCode: 202 }) }, [
      ...resources.filter((r) => !r.type.endsWith('Stage')),
      stage(2),
    ]);
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await ask('POST', '/api/applications')).status);
    await ground.clock.moveTo(ground.clock.now() + 1000);
    statuses.push((await ask('POST', '/api/applications')).status);
    expect(statuses).toEqual([202, 202, 429, 202]);
  });

  test('a function that has not allowed the API is not called', async () => {
    const { ground, ask } = anApi(
      { [APPLY]: () => ({}) },
      resources.filter((r) => r.type !== 'AWS::Lambda::Permission'),
    );
    expect((await ask('POST', '/api/applications')).status).toBe(500);
    expect(ground.invoked).toEqual([]);
  });
});

describe('the authorizer', () => {
  const course = (check: (event: unknown) => unknown) => {
    const { ground, ask } = anApi({ [SESSION]: check, [PORTAL]: () => ({ statusCode: 200 }) });
    return { ground, answer: ask('GET', '/api/portal/courses/sales%2Fbasic', { headers: { cookie: 'session=s' } }) };
  };

  test('lets in whom it knows, and hands on what it knows', async () => {
    const { ground, answer } = course(() => ({ isAuthorized: true, context: { partnerId: 'p1' } }));
    expect((await answer).status).toBe(200);
    expect(ground.invoked[0]?.payload).toMatchObject({
      type: 'REQUEST',
      identitySource: ['session=s'],
      cookies: ['session=s'],
    });
    expect(ground.invoked[1]?.payload).toMatchObject({
      pathParameters: { track: 'sales/basic' },
      requestContext: { authorizer: { lambda: { partnerId: 'p1' } } },
    });
  });

  test.each<[string, (event: unknown) => unknown, number, string]>([
    ['refuses', () => ({ isAuthorized: false }), 403, 'Forbidden'],
    ['fails', () => Promise.reject(new Error('x')), 500, 'Internal Server Error'],
    ['answers nonsense', () => 'yes', 500, 'Internal Server Error'],
  ])('%s', async (_, check, status, message) => {
    const { ground, answer } = course(check);
    expect([(await answer).status, read(await answer)]).toEqual([status, { message }]);
    expect(ground.invoked).toHaveLength(1);
  });
});

test('cross-origin rules are answered only where the API states them', async () => {
  const AllowOrigins = ['https://a.example'];
  const cors = api({ CorsConfiguration: { AllowOrigins, AllowMethods: ['POST'], AllowHeaders: ['content-type'] } });
  const { ask } = anApi({ [APPLY]: () => ({ statusCode: 202 }) }, [cors, ...resources.slice(1)]);
  const preflight = await ask('OPTIONS', '/api/applications', { headers: { origin: 'https://a.example' } });
  expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': 'https://a.example' } });
  const foreign = await ask('POST', '/api/applications', { headers: { origin: 'https://evil.example' } });
  expect(foreign.headers).not.toHaveProperty('access-control-allow-origin');
  expect((await anApi({}).ask('OPTIONS', '/api/applications')).status).toBe(404);
});

test('the most specific route wins', () => {
  const keys = ['$default', 'ANY /{proxy+}', 'GET /a/{id}', 'GET /a/b', 'ANY /a/b', 'GET /a/{id}/c'];
  const routes = routesOf(aGround(keys.flatMap((key) => aRoute(key, APPLY))), API);
  const chosen = (method: string, path: string) => matchRoute(routes, method, path)?.route.key;
  expect([
    chosen('GET', '/a/b'),
    chosen('POST', '/a/b'),
    chosen('GET', '/a/x'),
    chosen('GET', '/a/x/c'),
    chosen('GET', '/z/z'),
    chosen('GET', '/'),
  ]).toEqual(['GET /a/b', 'ANY /a/b', 'GET /a/{id}', 'GET /a/{id}/c', 'ANY /{proxy+}', '$default']);
});
