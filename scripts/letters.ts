/** `npm run letters`: every letter with its sample, on a page; `--no-serve` only writes it to .build/letters. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { indexPage } from './letters/page.ts';
import type { Preview } from './letters/previews.ts';

const root = resolve(import.meta.dirname, '..');
const out = join(root, '.build/letters');

/** The letters are JSX, which Node does not read: they are bundled first. */
const readPreviews = async (): Promise<readonly Preview[]> => {
  const outfile = join(out, 'previews.mjs');
  await build({
    entryPoints: [join(root, 'scripts/letters/previews.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  const bundle: { previews: () => Promise<readonly Preview[]> } = await import(pathToFileURL(outfile).href);
  return bundle.previews();
};

const write = async (): Promise<number> => {
  mkdirSync(out, { recursive: true });
  const all = await readPreviews();
  for (const { name, html, text } of all) {
    writeFileSync(join(out, `${name}.html`), html);
    writeFileSync(join(out, `${name}.txt`), text);
  }
  writeFileSync(join(out, 'index.html'), indexPage(all));
  return all.length;
};

const serve = (): void => {
  const server = createServer((request, response) => {
    const name = /^\/([a-z-]+\.html)?$/.exec(request.url ?? '')?.[1] ?? 'index.html';
    try {
      const page = readFileSync(join(out, name));
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object')
      console.info(`Letters: http://127.0.0.1:${address.port}/  (Ctrl-C ends)`);
  });
};

console.info(`${await write()} letters written to .build/letters`);
if (!process.argv.includes('--no-serve')) serve();
