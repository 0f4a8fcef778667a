import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sentences } from '../../functions/partners/telling.ts';
import { marks } from '../../functions/partners/timeline/marks.ts';
import { loadRooms } from '../../infra/rooms/index.ts';

/** Texts of agreements have names of the same form; the tables that are tested name events by themselves. */
const OTHERS = /^functions\/(agreements|partners\/timeline|partners\/telling)/;
const NAME = /['"`]([a-z]+(?:-[a-z]+)*\.v\d+)['"`]/g;

/** Every event that a room names in its code, or waits for. */
const named = async (): Promise<readonly string[]> => {
  const files = globSync('functions/**/*.ts').filter((file) => !OTHERS.test(file));
  const written = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(NAME)].map(([, name]) => name ?? ''));
  const awaited = Object.values(await loadRooms()).flatMap((room) =>
    Object.values(room).flatMap(({ events = [] }) => events.filter((name) => name !== '*')),
  );
  return [...new Set([...written, ...awaited])].sort();
};

describe('The timeline [B8]', () => {
  test('has a sentence for every event, in functions/partners/telling.ts; who adds an event adds one', async () => {
    expect((await named()).filter((name) => !(name in sentences))).toEqual([]);
  });

  test('says of every event what kind it is and what its partner may read, in functions/partners/timeline/marks.ts', async () => {
    expect((await named()).filter((name) => !(name in marks))).toEqual([]);
  });

  test('finds events by their names in full: none is put together from parts', () => {
    const parts = globSync('functions/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/`[a-z-]*\$\{[^`]*\.v\d+`/g)].map(([text]) => `${file}: ${text}`),
    );
    expect(parts).toEqual([]);
  });
});
