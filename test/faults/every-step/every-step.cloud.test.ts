import { describe, expect, test } from 'vitest';
import { loadRooms } from '../../../infra/rooms/index.ts';
import { scenarios } from './scenarios.ts';
import { strikeEveryStep } from './verdict.ts';

/** The whole of it, on a busy machine. */
const MINUTES_MS = 10 * 60_000;

describe('Every call of every operation fails once in every way, and after recovery all is as if nothing had happened', () => {
  const tried = new Set<string>();
  const reached = new Set<string>();

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_, scenario) => {
      const { functions, wrong, left } = await strikeEveryStep(scenario, tried);
      for (const name of functions) reached.add(name);
      expect(wrong).toEqual([]);
      expect(left).toEqual([]);
    },
    MINUTES_MS,
  );

  test('each handler of the manifests is reached by a scenario; who adds one adds it to a scenario', async () => {
    const handlers = Object.entries(await loadRooms()).flatMap(([room, manifest]) =>
      Object.keys(manifest).map((handler) => `${room}-${handler}`),
    );
    const missing = handlers.filter((handler) => ![...reached].some((name) => name.endsWith(`-${handler}`)));
    expect(missing).toEqual([]);
  });
});
