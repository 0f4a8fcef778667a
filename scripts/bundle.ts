import { rmSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { handlerFile } from '../infra/rooms/index.ts';
import type { RoomManifest } from '../infra/rooms/manifest.ts';
import { whenChanged } from './inputs.ts';

const OUT = '.build/functions';
const INPUTS = ['functions/**/*', 'infra/rooms/*.ts', 'package-lock.json', 'tsconfig.json', 'scripts/bundle.ts'];

/** CommonJS packages inside an ES module ask for `require`. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);";

/** How everything is bundled that goes to AWS. */
export const bundling = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The packages' ES module builds shake better: 322 instead of 513 KB a handler.
  mainFields: ['module', 'main'],
  // Fonts of statements, and what draws charts.
  loader: { '.ttf': 'binary', '.wasm': 'binary' },
  banner: { js: REQUIRE },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles every handler for AWS, each alone in `.build/functions/<room>-<handler>/index.mjs`: one esbuild call, the SDK
 * included (its version is ours to choose), nothing shared between them. Does nothing when no input has changed.
 */
export const bundleFunctions = (rooms: Readonly<Record<string, RoomManifest>>): Promise<'made' | 'unchanged'> =>
  whenChanged('.build/functions.sha256', INPUTS, async () => {
    rmSync(OUT, { recursive: true, force: true });
    await build({
      entryPoints: Object.entries(rooms).flatMap(([room, manifest]) =>
        Object.keys(manifest).map((handler) => ({ in: handlerFile(room, handler), out: `${room}-${handler}/index` })),
      ),
      outdir: OUT,
      outExtension: { '.js': '.mjs' },
      ...bundling,
    });
  });
