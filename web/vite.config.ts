import { defineConfig } from 'vite';

// One page with its own small router; the site's host answers every unknown path with index.html.
export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { outDir: '../.build/web', emptyOutDir: true, target: 'es2022', sourcemap: false },
});
