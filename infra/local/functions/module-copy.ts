import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

type Wrapped = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: Fields },
  file: string,
  dir: string,
) => void;
type Fields = Readonly<Record<string, unknown>>;

/** Shared packages are ES modules, which `require` gives as they are: esbuild takes them for CommonJS. */
const SHARED = /__toESM\((require\("\.\.\/shared\/[^"]+"\))(?:, 1)?\)/g;

/** What V8 has compiled of a file is used for every copy. A bundle's file never changes: its folder is named by a hash. */
const scripts = new Map<string, Wrapped>();

/**
 * A copy of a CommonJS module with a memory of its own, loaded at once: nothing else runs meanwhile, so a run repeats
 * whenever a function is first called. A copy that nobody uses any more is forgotten. Other modules (`require`) are
 * those of this process.
 */
export const moduleCopy = (file: string): Fields => {
  let script = scripts.get(file);
  if (!script) {
    const code = readFileSync(file, 'utf8').replaceAll(SHARED, '$1');
    const source = `(function (exports, require, module, __filename, __dirname) { ${code}\n})`;
    script = new Script(source, { filename: file }).runInThisContext() as Wrapped;
    scripts.set(file, script);
  }
  const module: { exports: Fields } = { exports: {} };
  script(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
};
