import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Fonts and WebAssembly as bytes, as the bundles have them. */
const fonts = {
  name: 'fonts',
  enforce: 'pre' as const,
  load(id: string): string | undefined {
    if (!/\.(ttf|wasm)$/.test(id)) return undefined;
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
    // Else Node would load its WebAssembly by itself, as a module.
    server: { deps: { inline: [/@resvg\/resvg-wasm/] } },
    maxWorkers: 2,
  },
});
