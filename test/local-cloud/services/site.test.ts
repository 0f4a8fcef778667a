import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, describe, expect, test } from 'vitest';
import type { Resource } from '../../../infra/local/service.ts';
import { createHttpApi, createSes, type Site } from '../../../infra/local/services/index.ts';
import { startSite } from '../../../infra/local/site.ts';
import { aGround, aPermission, aResource, arn, clientConfig, START } from './ground.ts';

const ECHO = arn('lambda', 'function:echo:live');
const DAY = 86_400_000;
const behaviour = (more: Record<string, unknown>) => ({
  AllowedMethods: ['GET', 'HEAD'],
  ResponseHeadersPolicyId: 'headers',
  ...more,
});
const edgeFunction = (name: string, code: string) =>
  aResource('AWS::CloudFront::Function', name, { Name: name, FunctionCode: `function handler(event) { ${code} }` });
const association = (name: string) => [
  { EventType: 'viewer-request', FunctionARN: `arn:aws:cloudfront::0:function/${name}` },
];
const edge = [
  aResource('AWS::CloudFront::Distribution', 'Distribution', {
    DistributionConfig: {
      Origins: [
        { Id: 'api', DomainName: 'abc.execute-api.eu-central-1.amazonaws.com' },
        { Id: 'pages', DomainName: 'bucket.s3.amazonaws.com' },
      ],
      DefaultCacheBehavior: behaviour({ TargetOriginId: 'pages', FunctionAssociations: association('pages') }),
      CacheBehaviors: [
        behaviour({
          PathPattern: '/api/*',
          TargetOriginId: 'api',
          AllowedMethods: ['GET', 'POST'],
          FunctionAssociations: association('visitor'),
        }),
      ],
    },
  }),
  edgeFunction('pages', "var r = event.request; if (r.uri.indexOf('.') < 0) r.uri = '/index.html'; return r;"),
  edgeFunction('visitor', "event.request.headers['x-visitor-ip'] = { value: event.viewer.ip }; return event.request;"),
  aResource(
    'AWS::CloudFront::ResponseHeadersPolicy',
    'Policy',
    {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'" } },
      },
    },
    { ref: 'headers' },
  ),
];
const api = [
  aResource('AWS::ApiGatewayV2::Api', 'Api', {}, { ref: 'abc' }),
  aResource('AWS::ApiGatewayV2::Route', 'Route', {
    ApiId: 'abc',
    RouteKey: 'POST /api/echo',
    Target: 'integrations/int',
  }),
  aResource('AWS::ApiGatewayV2::Integration', 'int', {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: ECHO,
    PayloadFormatVersion: '2.0',
  }),
  aPermission(ECHO, 'apigateway.amazonaws.com', arn('execute-api', 'abc/*/*/api/echo')),
];
const mail = [aResource('AWS::SES::EmailIdentity', 'Sender', { EmailIdentity: 'acme.example' })];

let site: Site | undefined;
afterEach(() => site?.stop());

const aSite = async (more: readonly Resource[] = []) => {
  const webDir = mkdtempSync(join(tmpdir(), 'web-'));
  mkdirSync(join(webDir, 'assets'));
  writeFileSync(join(webDir, 'index.html'), '<h1>App</h1>');
  writeFileSync(join(webDir, 'assets/a-1.js'), 'run()');
  const echo = (event: unknown) => ({ statusCode: 200, cookies: ['a=1', 'b=2'], body: JSON.stringify(event) });
  const ground = aGround([...edge, ...api, ...mail, ...more], { functions: { [ECHO]: echo } });
  const ses = createSes(ground);
  const started = await startSite({
    port: 0,
    ground,
    http: createHttpApi(ground),
    inbox: ses.inbox,
    webDir,
    storageUrl: 'http://127.0.0.1:4566',
    settle: () => ground.clock.idle(),
  });
  site = started;
  const client = new SESClient(clientConfig(ses));
  const write = (to: string, subject: string, body = '<p>Hi</p>') => {
    const Data = Buffer.from(
      `From: p@acme.example\r\nTo: ${to}\r\nSubject: ${subject}\r\nContent-Type: text/html\r\n\r\n${body}`,
    );
    return client.send(new SendRawEmailCommand({ Source: 'p@acme.example', Destinations: [to], RawMessage: { Data } }));
  };
  const get = async (path: string) => {
    const response = await fetch(started.url + path);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const move = async (to: string) => {
    const response = await fetch(`${started.url}/local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    });
    return { status: response.status, body: await response.json() };
  };
  return { ground, ses, get, move, write, url: started.url, port: started.port };
};

/** A request with headers that fetch does not let one set. */
const raw = (port: number, headers: Record<string, string>, method: string, path: string): Promise<number> =>
  new Promise((answer, failed) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      response.resume();
      answer(response.statusCode ?? 0);
    });
    sent.on('error', failed);
    sent.end(method === 'POST' ? '{"to":"day"}' : undefined);
  });

describe('pages and API behind CloudFront', () => {
  test('every page address is the one document, with the security headers of the template', async () => {
    const { get } = await aSite();
    for (const path of ['/', '/verify', '/portal/courses', '/ops']) {
      const page = await get(path);
      expect([page.status, page.text, page.headers.get('content-security-policy')]).toEqual([
        200,
        '<h1>App</h1>',
        "default-src 'self'",
      ]);
    }
    const asset = await get('/assets/a-1.js');
    expect([asset.text, asset.headers.get('cache-control')]).toEqual(['run()', 'public, max-age=31536000, immutable']);
    expect((await get('/missing.js')).status).toBe(404);
  });

  test.each(['/..%2f..%2f..%2fetc%2fpasswd.txt', '/assets/..%2f..%2fsecret.json', '/%00.html'])(
    '%s is no page',
    async (path) => {
      expect((await (await aSite()).get(path)).status).toBe(404);
    },
  );

  test('a request of the API passes the edge function and comes back with its cookies', async () => {
    const { url } = await aSite();
    const headers = { 'content-type': 'application/json', 'x-visitor-ip': '6.6.6.6' };
    const response = await fetch(`${url}/api/echo?x=1`, { method: 'POST', headers, body: '{"a":1}' });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.json()).toMatchObject({
      rawQueryString: 'x=1',
      body: '{"a":1}',
      headers: { 'x-visitor-ip': '127.0.0.1' },
    });
    expect((await fetch(`${url}/api/echo`, { method: 'DELETE' })).status).toBe(403);
  });
});

describe('strangers', () => {
  test('a name that somebody pointed at this machine is refused', async () => {
    const { port } = await aSite();
    expect(await raw(port, { host: 'evil.example' }, 'GET', '/inbox')).toBe(403);
    expect(await raw(port, { host: `localhost:${port}` }, 'GET', '/inbox')).toBe(200);
  });

  test('a page elsewhere cannot move the clock', async () => {
    const { ground, port } = await aSite();
    const json = { host: `127.0.0.1:${port}`, 'content-type': 'application/json' };
    expect(await raw(port, { ...json, origin: 'https://evil.example' }, 'POST', '/local/clock')).toBe(403);
    expect(await raw(port, { ...json, 'content-type': 'text/plain' }, 'POST', '/local/clock')).toBe(415);
    expect(ground.clock.now()).toBe(START);
  });
});

describe('the clock', () => {
  test('moves to the next awaited moment, a day, a week or a time, and tells which letters that brought', async () => {
    const { ground, move, write } = await aSite();
    ground.clock.at(START + 3_600_000, () => undefined, true);
    ground.clock.at(START + 5 * 3_600_000, () => void ground.clock.run(() => write('ada@b.co', 'Reminder')));
    const next = await move('next');
    expect(next.body).toMatchObject({
      now: new Date(START + 5 * 3_600_000).toISOString(),
      from: new Date(START).toISOString(),
      next: null,
      letters: [{ to: ['ada@b.co'], subject: 'Reminder' }],
    });
    expect((await move('next')).status).toBe(422);
    expect((await move('week')).body).toMatchObject({
      now: new Date(START + 5 * 3_600_000 + 7 * DAY).toISOString(),
      letters: [],
    });
    expect((await move('2027-04-01T00:00:00Z')).body.now).toBe('2027-04-01T00:00:00.000Z');
  });

  test.each(['2027-01-01T00:00:00Z', '2099-01-01T00:00:00Z', 'yesterday'])('is not moved to %s', async (to) => {
    const { ground, move } = await aSite();
    expect(await move(to)).toMatchObject({ status: 422, body: { detail: expect.any(String) } });
    expect(ground.clock.now()).toBe(START);
  });

  test('makes one move at a time', async () => {
    const { ground, move } = await aSite();
    const gate = Promise.withResolvers<void>();
    ground.clock.at(START + 1000, () => gate.promise);
    const both = [move('day'), move('day')];
    expect((await Promise.race(both)).status).toBe(409);
    gate.resolve();
    expect((await Promise.all(both)).map((one) => one.status).sort()).toEqual([200, 409]);
  });
});

describe('the inbox', () => {
  test('lists letters, newest first, and finds them by address, subject and text', async () => {
    const { get, write } = await aSite();
    await write('ada@b.co', 'Welcome');
    await write('bob@b.co', 'Reminder', '<p>Your certification</p>');
    const all = (await get('/inbox')).text;
    expect(all.indexOf('Reminder')).toBeLessThan(all.indexOf('Welcome'));
    const found = (await get('/inbox?q=BOB+reminder')).text;
    expect([found.includes('Reminder'), found.includes('Welcome')]).toEqual([true, false]);
    expect((await get('/inbox?q=nobody')).text).toContain('No letter mentions “nobody”');
  });

  test('shows a letter as sent, as text, its links and headers, and gives the message', async () => {
    const { ses, get, write } = await aSite();
    await write('ada@b.co', 'Confirm', '<a href="https://acme.example/verify#t">Confirm</a>');
    const [letter] = await ses.inbox.all();
    const at = `/inbox/${letter?.id}`;
    expect((await get(at)).text).toContain(`sandbox="allow-popups allow-popups-to-escape-sandbox" src="${at}/body"`);
    expect((await get(`${at}?view=links`)).text).toContain('href="https://acme.example/verify#t"');
    expect((await get(`${at}?view=headers`)).text).toContain('content-type');
    expect((await get(`${at}/message.eml`)).text).toContain('Subject: Confirm\r\n');
    expect((await get('/inbox/none')).status).toBe(404);
  });

  test('a letter with a script in its subject, address or body runs nothing', async () => {
    const { ses, get, write } = await aSite();
    await write('"<b>x"@b.co', '<script>alert(1)</script>', '<script>alert(2)</script>');
    const [letter] = await ses.inbox.all();
    for (const path of ['/inbox', `/inbox/${letter?.id}`, `/inbox?q=<script>`]) {
      const page = await get(path);
      expect(page.text).not.toMatch(/<script>|<b>x/);
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
    const body = await get(`/inbox/${letter?.id}/body`);
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups .*default-src 'none'/);
  });
});
