import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadRooms } from '../../infra/rooms/index.ts';
import { files, openApi } from '../../scripts/generate/openapi.ts';
import { allRoutes } from '../../scripts/routes.ts';

const routes = await allRoutes();
const label = (route: { readonly method: string; readonly path: string }): string => `${route.method} ${route.path}`;

describe('The OpenAPI document', () => {
  test('is what the contracts say today, and the same each time it is made', async () => {
    const [first, second] = [await files(), await files()];
    expect(second).toEqual(first);
    for (const [path, text] of Object.entries(first)) expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('refers to nothing that it does not hold', async () => {
    const text = JSON.stringify(await openApi());
    const document = JSON.parse(text);
    for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const held = reference?.split('/').reduce((node, key) => node?.[key], document);
      expect(held, reference).toBeDefined();
    }
    expect(text).not.toContain('$defs');
  });

  test('says for each operation who may ask', () => {
    expect(routes.length).toBeGreaterThan(25);
    for (const { route } of routes) expect(['anyone', 'partner', 'team']).toContain(route.access);
  });
});

describe('Routes', () => {
  test('have their own id, and their own method and path', () => {
    expect(new Set(routes.map(({ route }) => route.id)).size).toBe(routes.length);
    expect(new Set(routes.map(({ route }) => label(route))).size).toBe(routes.length);
  });

  test('are each served by one function, with the access that the contract states', async () => {
    const served = Object.values(await loadRooms())
      .flatMap((manifest) => Object.values(manifest))
      .flatMap((spec) => (spec.route ? [`${label(spec.route)} ${spec.route.access}`] : []));
    expect(served.sort()).toEqual(routes.map(({ route }) => `${label(route)} ${route.access}`).sort());
  });

  test("under /api/ops are the team's, under /api/portal the partners'", () => {
    for (const { route } of routes) {
      if (route.path.startsWith('/api/ops/')) expect(route.access, route.id).toBe('team');
      if (route.path.startsWith('/api/portal/')) expect(route.access, route.id).toBe('partner');
    }
  });

  test('of the portal take the partner from the session, never from the request', () => {
    for (const { route } of routes.filter(({ route }) => route.access === 'partner')) {
      expect(route.path).not.toContain('partnerId');
    }
  });
});
