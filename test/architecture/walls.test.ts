import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const sources = (pattern: string): string[] => globSync(pattern, { cwd: root }).sort();
const text = (file: string): string => readFileSync(resolve(root, file), 'utf8');

/** Files of the project that `file` imports, relative to the root. */
const imports = (file: string): string[] =>
  [...text(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')),
  );
const roomOf = (file: string): string => file.split('/')[1] ?? '';
const functionFiles = sources('functions/**/*.{ts,tsx}');
const rooms = [...new Set(functionFiles.map(roomOf))].filter((room) => room !== 'shared');
/** Files that are neither handler nor store and yet touch the world, each for a reason. */
const IMPURE_BY_PURPOSE = new Set<string>([
  'functions/email/sending/ses.ts', // hands messages to SES; a room has one store, and this is not one
  'functions/email/sending/office.ts', // ties the rules of sending to store, SES and settings, for two handlers
]);
const isRule = (file: string): boolean =>
  !/\.handler\.ts$|\/store\.ts$|\/contract\.ts$/.test(file) && !file.startsWith('functions/shared/');

describe('Wall 1: rooms meet through contracts, events and workflow steps', () => {
  test.each(rooms)('%s imports only shared code, its own files and the contracts of other rooms', (room) => {
    const climbs = functionFiles
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => imports(file).map((target) => ({ file, target })))
      .filter(({ target }) => {
        if (target.startsWith('functions/shared/') || target.startsWith(`functions/${room}/`)) return false;
        return !/^functions\/[a-z]+\/contract\.ts$/.test(target);
      });
    expect(climbs).toEqual([]);
  });

  test('shared code knows rooms by their contracts alone', () => {
    const climbs = functionFiles
      .filter((file) => roomOf(file) === 'shared')
      .flatMap((file) => imports(file).map((target) => ({ file, target })))
      .filter(({ target }) => !target.startsWith('functions/shared/') && !/\/contract\.ts$/.test(target));
    expect(climbs).toEqual([]);
  });
});

describe('Wall 2: rules are pure', () => {
  const IMPURE =
    /@aws-sdk\/|node:(?:fs|http|https|net|child_process)|process\.env|Date\.now\(|new Date\(\)|Math\.random\(/;

  test('no rule reads a clock, an environment or the network', () => {
    const impure = functionFiles
      .filter((file) => isRule(file) && !IMPURE_BY_PURPOSE.has(file))
      .filter((file) => IMPURE.test(text(file)));
    expect(impure).toEqual([]);
  });

  test('a rule imports no store', () => {
    const climbs = functionFiles
      .filter((file) => isRule(file) && !IMPURE_BY_PURPOSE.has(file))
      .filter((file) => imports(file).some((target) => target.endsWith('/store.ts')));
    expect(climbs).toEqual([]);
  });
});

describe('A contract holds shapes and words, and keeps nothing', () => {
  /** The contracts, and all that they are made of: the local cloud loads these once for all functions. */
  const madeOf = (file: string, found = new Set<string>()): ReadonlySet<string> => {
    if (!found.has(file)) for (const target of imports(file)) madeOf(target, found.add(file));
    return found.add(file);
  };
  const contracts = new Set(sources('functions/*/contract.ts').flatMap((file) => [...madeOf(file)]));

  test('no function may find in it what another has left there', () => {
    const keeping = [...contracts].filter((file) => /^(?:export )?(?:let|var) |= new (?:Weak)?Map/m.test(text(file)));
    expect(contracts.size).toBeGreaterThan(rooms.length);
    expect(keeping).toEqual([]);
  });

  test('it draws nothing by chance: what all functions share draws from another row than their own code', () => {
    const drawing = [...contracts].filter((file) =>
      /shared\/ids\.ts|Math\.random|randomUUID|getRandomValues/.test(text(file)),
    );
    expect(drawing).toEqual([]);
  });

  test('it knows no secret, no environment and no service', () => {
    const knowing = [...contracts].filter((file) => /process\.env|@aws-sdk|settings\.ts|program-key/.test(text(file)));
    expect(knowing).toEqual([]);
  });
});

describe('Wall 4: nothing outside infra knows where it runs', () => {
  test('no function names an endpoint, a port of this machine or the local cloud', () => {
    const knowing = functionFiles.filter((file) => /infra\/local|AWS_ENDPOINT|:4566|dynamodb-local/i.test(text(file)));
    expect(knowing).toEqual([]);
  });
});

describe('House sizes', () => {
  test('a handler parses, calls and answers in 30 lines', () => {
    const long = sources('functions/**/*.handler.ts').filter((file) => text(file).trimEnd().split('\n').length > 30);
    expect(long).toEqual([]);
  });

  test('a file stays under 250 lines', () => {
    const long = [...functionFiles, ...sources('infra/**/*.ts'), ...sources('web/src/**/*.{ts,tsx}')].filter(
      (file) => text(file).split('\n').length > 250,
    );
    expect(long).toEqual([]);
  });

  test('each room has a README and a contract', () => {
    const bare = rooms.filter((room) => !sources(`functions/${room}/{README.md,contract.ts}`)[1]);
    expect(bare).toEqual([]);
  });
});
