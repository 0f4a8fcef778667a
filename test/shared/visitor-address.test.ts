import type { APIGatewayProxyEventV2WithLambdaAuthorizer, Context } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { http } from '../../functions/shared/http.ts';
import { route } from '../../functions/shared/route.ts';

const whoAsks = http(
  route({ id: 'who', method: 'GET', path: '/api/who', access: 'anyone', summary: 'Tells who asks', status: 200 }),
  async ({ ip }) => ({ body: { ip } }),
);

const ask = async (headers: Record<string, string>): Promise<string> => {
  const event = {
    headers,
    requestContext: { requestId: 'r1', http: { sourceIp: '130.176.0.1' } },
  } as unknown as APIGatewayProxyEventV2WithLambdaAuthorizer<undefined>;
  const { body } = await whoAsks(event, {} as Context);
  return JSON.parse(body ?? '{}').ip;
};

describe("Rate limits count the visitor's address, not that of CloudFront", () => {
  afterEach(() => vi.unstubAllEnvs());

  test('a request with the key of CloudFront brings the address of the visitor', async () => {
    vi.stubEnv('EDGE_KEY', 'key');
    expect(await ask({ 'x-origin-key': 'key', 'x-visitor-ip': '203.0.113.7' })).toBe('203.0.113.7');
  });

  test.each<[string, string | undefined, Record<string, string>]>([
    ['another key', 'key', { 'x-origin-key': 'guess', 'x-visitor-ip': '203.0.113.7' }],
    ['no key', 'key', { 'x-visitor-ip': '203.0.113.7' }],
    ['an empty key where there is none', undefined, { 'x-origin-key': '', 'x-visitor-ip': '203.0.113.7' }],
  ])('with %s the claim is worth nothing', async (_label, key, headers) => {
    vi.stubEnv('EDGE_KEY', key);
    expect(await ask(headers)).toBe('130.176.0.1');
  });
});
