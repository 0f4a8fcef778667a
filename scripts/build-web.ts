import { existsSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { whenChanged } from './inputs.ts';

const STAMP = '.build/web.sha256';
const INPUTS = ['web/**/*', 'functions/**/contract.ts', 'package-lock.json', 'scripts/build-web.ts'];

/** Builds the pages into .build/web, unless they are built from the same sources already. */
export const buildWeb = (): Promise<'made' | 'unchanged'> => {
  if (!existsSync('.build/web/index.html')) rmSync(STAMP, { force: true });
  return whenChanged(STAMP, INPUTS, async () => {
    await build({ configFile: 'web/vite.config.ts', logLevel: 'warn' });
  });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(`Pages: ${await buildWeb()}`);
