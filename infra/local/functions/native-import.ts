import { compileFunction, constants } from 'node:vm';

type Loaded = Readonly<Record<string, unknown>>;

/**
 * Node's own `import()`. Test runners replace the keyword in the sources they transform, and would then transform the
 * bundle as well.
 */
export const nativeImport = compileFunction('return import(url)', ['url'], {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}) as (url: string) => Promise<Loaded>;
