import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { nativeImport } from './native-import.ts';

type Names = Readonly<Record<string, unknown>>;
type Make = (imported: readonly Names[], moduleUrl: string) => Names;

/** A handler's module, compiled: what it imports is there, and it can be run as often as somebody needs a copy. */
interface Compiled {
  readonly url: string;
  readonly make: Make;
  readonly imported: readonly Names[];
}

/** Of this process, whatever the cloud: by the file's path, whose folder is named by what is in it. */
const compiled = new Map<string, Compiled>();

/**
 * A copy of a handler's module with a memory of its own. The module is compiled once in a process and then run for each
 * copy, so what V8 has learnt of its code serves all of them, and a copy that nobody needs any more is forgotten.
 * `readyModule` must have been waited for.
 */
export function copyOf(file: string): Names {
  const known = compiled.get(file);
  if (!known) throw new Error(`${file} was not made ready.`);
  return known.make(known.imported, known.url);
}

export const isReady = (file: string): boolean => compiled.has(file);

/** Reads and compiles a handler's module, and imports what all share of it. */
export async function readyModule(file: string): Promise<void> {
  if (compiled.has(file)) return;
  const { imports, body } = readModule(await readFile(file, 'utf8'));
  const imported = await Promise.all(imports.map((name) => nativeImport(urlOf(file, name))));
  const script = new Script(`(function (imported, moduleUrl) { 'use strict'; ${body}\n})`, { filename: file });
  compiled.set(file, { url: pathToFileURL(file).href, make: script.runInThisContext() as Make, imported });
}

const urlOf = (file: string, name: string): string =>
  name.startsWith('.') ? pathToFileURL(resolve(dirname(file), name)).href : name;

/** As esbuild writes them: each at the beginning of a line, with double quotes. */
const IMPORT = /^import (?:([\w$]+)(?:, )?)?(?:\* as ([\w$]+)|\{([^}]*)\})?(?: from )?"([^"]+)";$/gm;
const EXPORT = /^export \{([^}]*)\};$/gm;

/**
 * An ES module as the body of a function that is given what it imports and returns what it exports. Imports come first,
 * wherever they stood, and every line keeps its number.
 */
export function readModule(source: string): { readonly imports: readonly string[]; readonly body: string } {
  const imports: string[] = [];
  const names: string[] = [];
  const own = source
    .replace(IMPORT, (text, one?: string, all?: string, some?: string, from = '') => {
      if (!imports.includes(from)) imports.push(from);
      const held = `imported[${imports.indexOf(from)}]`;
      if (one) names.push(`${one} = ${held}.default`);
      if (all) names.push(`${all} = ${held}`);
      if (some) names.push(`{${some.replaceAll(' as ', ': ').replaceAll('\n', ' ')}} = ${held}`);
      return '\n'.repeat(text.split('\n').length - 1);
    })
    .replace(EXPORT, (_, exported: string) => `return {${exported.replace(/([\w$]+) as ([\w$]+)/g, '$2: $1')}};`);
  return { imports, body: names.length > 0 ? `const ${names.join(', ')}; ${own}` : own };
}
