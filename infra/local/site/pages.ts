import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { plain, type SiteReply } from './reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
};

/** A file of the built pages; never one outside of their folder. */
export const servePage = async (webDir: string, path: string): Promise<SiteReply> => {
  if (!existsSync(join(webDir, 'index.html')))
    return plain(503, 'The pages are not built yet. Run "npm run build:web" and load this page again.');
  const root = resolve(webDir);
  const file = resolve(join(root, decodePath(path)));
  if (!file.startsWith(root + sep)) return plain(404, 'There is no such page.');
  try {
    const body = await readFile(file);
    const hashed = path.startsWith('/assets/');
    return {
      status: 200,
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
      body,
    };
  } catch {
    return plain(404, 'There is no such page.');
  }
};

const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path).replaceAll('\0', '');
  } catch {
    return '/';
  }
};
