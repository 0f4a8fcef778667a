import { existsSync, rmSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { build } from 'vite';
import { whenChanged } from './inputs.ts';

const STAMP = '.build/web.sha256';
const INPUTS = ['web/**/*', 'functions/**/contract.ts', 'package-lock.json', 'scripts/build-web.ts'];
/** Somebody else's page loads it: it must stay small. */
const MOST_SCRIPT_BYTES = 2_048;

/** The script for the customer's site: one file without a hash in its name, which its pages name. */
export const buildScript = async (outfile: string): Promise<void> => {
  const entryPoints = ['web/tracking/t.ts'];
  await bundle({
    entryPoints,
    outfile,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2018',
    logLevel: 'warning',
  });
  const { size } = statSync(outfile);
  if (size > MOST_SCRIPT_BYTES) throw new Error(`${outfile} has ${size} bytes, more than ${MOST_SCRIPT_BYTES}.`);
};

/** Builds the pages into .build/web, unless they are built from the same sources already. */
export const buildWeb = (): Promise<'made' | 'unchanged'> => {
  if (!existsSync('.build/web/index.html')) rmSync(STAMP, { force: true });
  return whenChanged(STAMP, INPUTS, async () => {
    await build({ configFile: 'web/vite.config.ts', logLevel: 'warn' });
    await buildScript('.build/web/t.js');
  });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(`Pages: ${await buildWeb()}`);
