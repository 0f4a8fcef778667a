import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleFunctions, bundling } from '../../scripts/bundle.ts';
import { rooms } from './synth.ts';

const run = promisify(execFile);
const names = Object.entries(rooms).flatMap(([room, manifest]) =>
  Object.keys(manifest).map((handler) => `${room}-${handler}`),
);

/** Loads one bundle in a process of its own that knows nothing, and tells what it exports as `handler`. */
const load = async (name: string): Promise<string> => {
  const script = `import('./.build/functions/${name}/index.mjs').then((m) => console.log(typeof m.handler))`;
  try {
    const { stdout } = await run(process.execPath, ['-e', script], { env: {} });
    return stdout.trim();
  } catch (error) {
    return String(error);
  }
};

describe('What is deployed', () => {
  beforeAll(() => bundleFunctions(rooms));

  test('is one bundle for each handler, and nothing else', () => {
    expect(readdirSync('.build/functions').sort()).toEqual([...names].sort());
  });

  test('loads alone and without an environment: nothing is read before a call', async () => {
    const loaded: [string, string][] = [];
    const waiting = [...names];
    const work = async (): Promise<void> => {
      for (let name = waiting.shift(); name; name = waiting.shift()) loaded.push([name, await load(name)]);
    };
    await Promise.all([work(), work()]);
    expect(loaded.filter(([, kind]) => kind !== 'function')).toEqual([]);
  }, 900_000);

  test.each(['follow-link', 'peek-link', 'record-page-view'])(
    'lets no visitor wait for the SDK or for schemas: below 30 KB (%s)',
    (handler) => {
      expect(statSync(`.build/functions/affiliates-${handler}/index.mjs`).size).toBeLessThan(30_000);
    },
  );

  test('prints a statement with its own fonts, and no file beside it', async () => {
    const outfile = resolve('.build/test/statement-pdf.mjs');
    await build({ ...bundling, entryPoints: ['functions/payouts/pdf.ts'], outfile });
    const statement = { period: '2027-03', partner: 'Łódź', sha256: 'x', books: [] };
    const script = `process.chdir('/');
      const { statementPdf } = await import(${JSON.stringify(outfile)});
      const pdf = await statementPdf(${JSON.stringify(statement)}, 'Acme', 'UTC');
      console.log(new TextDecoder().decode(pdf.subarray(0, 5)), pdf.length > 5000);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env: {} });
    expect(stdout.trim()).toBe('%PDF- true');
  });

  test('stays small: below 4 MB each, letters with their templates included', () => {
    const large = names.filter((name) => statSync(`.build/functions/${name}/index.mjs`).size > 4_000_000);
    // Draws charts: WebAssembly and a font. It has nobody waiting for it.
    expect(large).toEqual(['reviews-prepare-review']);
    expect(statSync('.build/functions/reviews-prepare-review/index.mjs').size).toBeLessThan(6_000_000);
  });

  test('draws a chart with its own WebAssembly and font, and no file beside it', async () => {
    const outfile = resolve('.build/test/chart-png.mjs');
    await build({ ...bundling, entryPoints: ['functions/reviews/drawing.ts'], outfile });
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 528 60"><text x="9" y="40">Revenue</text></svg>';
    const script = `process.chdir('/');
      const { pngOf } = await import(${JSON.stringify(outfile)});
      const [written, mute] = [await pngOf(${JSON.stringify(svg)}), await pngOf(${JSON.stringify(svg.replace('Revenue', ''))})];
      console.log(new TextDecoder('latin1').decode(written.subarray(1, 4)), written.length > mute.length);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env: {} });
    expect(stdout.trim()).toBe('PNG true');
  });
});
