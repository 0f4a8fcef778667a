import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Writes every generated file, or with --check says which differ from what would be generated. Each module of
 * scripts/generate exports `files()`: path from the root -> whole text.
 */
type Generated = Readonly<Record<string, string>>;
type Generator = { readonly files: () => Promise<Generated> };

const isGenerator = (module: unknown): module is Generator =>
  typeof module === 'object' && module !== null && 'files' in module && typeof module.files === 'function';

const generators = async (): Promise<readonly Generator[]> => {
  const paths = globSync('scripts/generate/*.ts').sort();
  const modules: unknown[] = await Promise.all(paths.map((path) => import(pathToFileURL(resolve(path)).href)));
  return modules.filter(isGenerator);
};

const checkOnly = process.argv.includes('--check');
const different: string[] = [];
for (const generator of await generators()) {
  for (const [path, text] of Object.entries(await generator.files())) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    different.push(path);
    if (checkOnly) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
for (const path of different) console.log(checkOnly ? `${path} differs: run "npm run generate"` : `written: ${path}`);
process.exitCode = checkOnly && different.length > 0 ? 1 : 0;
