import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Fonts as bytes, as the bundles have them. */
const fonts = {
  name: 'fonts',
  enforce: 'pre' as const,
  load(id: string): string | undefined {
    if (!id.endsWith('.ttf')) return undefined;
    return `export default Uint8Array.from(atob('${readFileSync(id).toString('base64')}'), (one) => one.charCodeAt(0));`;
  },
};

export default defineConfig({
  plugins: [fonts],
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 300_000,
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
  },
});
