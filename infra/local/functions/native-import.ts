import { createRequire } from 'node:module';

/** `import()` of a file URL by Node itself, whatever transforms this source. */
export const nativeImport: (url: string) => Promise<Readonly<Record<string, unknown>>> = createRequire(import.meta.url)(
  './native-import.cjs',
);
