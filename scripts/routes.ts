import { globSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Route } from '../functions/shared/route.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

export interface NamedRoute {
  readonly room: string;
  readonly route: Route;
}

const isRoute = (value: unknown): value is Route =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;

/** Every HTTP operation of every room, as the contracts state them, ordered by path and method. */
export const allRoutes = async (): Promise<readonly NamedRoute[]> => {
  const found: NamedRoute[] = [];
  for (const file of globSync('functions/*/contract.ts', { cwd: root }).sort()) {
    const module: { routes?: Record<string, unknown> } = await import(pathToFileURL(resolve(root, file)).href);
    for (const route of Object.values(module.routes ?? {})) {
      if (isRoute(route)) found.push({ room: file.split('/')[1] ?? '', route });
    }
  }
  const order = ({ route }: NamedRoute): string => `${route.path} ${route.method}`;
  return found.sort((a, b) => (order(a) < order(b) ? -1 : 1));
};
