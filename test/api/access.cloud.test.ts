import { beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '../../scripts/routes.ts';
import { withCloud } from '../support/cloud.ts';
import { join, OPS, signIn } from '../support/people.ts';

const cloud = withCloud();
const routes = (await allRoutes()).map(({ route }) => route);
let partner = '';
let ops = '';

beforeAll(async () => {
  await join(cloud(), 'yew');
  partner = await signIn(cloud(), 'ann@yew.example');
  ops = await signIn(cloud(), OPS);
});

const ask = (route: { method: string; path: string }, cookie?: string) => {
  const path = route.path.replaceAll('{partnerId}', '01ARZ3NDEKTSV4RRFFQ69G5FAV').replaceAll(/\{\w+\}/g, 'x');
  const body = route.method === 'GET' ? {} : { body: {} };
  return cloud().http(route.method, path, { ...body, ...(cookie ? { cookie } : {}) });
};

describe('Every route, by whoever asks (fault 35)', () => {
  const closed = routes.filter((route) => route.access !== 'anyone');
  const label = (route: { method: string; path: string }) => `${route.method} ${route.path}`;

  test.each(closed.map((route) => [label(route), route] as const))(
    '%s is closed to who is not signed in',
    async (_, route) => {
      expect((await ask(route)).status).toBe(401);
      expect((await ask(route, 'session=made-up')).status).toBe(403);
    },
  );

  test.each(closed.map((route) => [label(route), route] as const))(
    '%s is as if it were not there for the other side',
    async (_, route) => {
      const reply = await ask(route, route.access === 'team' ? partner : ops);
      expect(reply.status).toBe(404);
      expect(reply.json()).toMatchObject({ title: 'not found', detail: 'There is no such page.' });
    },
  );
});
