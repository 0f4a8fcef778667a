/**
 * Node's own `import()`: test runners replace the keyword in sources they transform, and would then transform the
 * bundle as well.
 */
export const nativeImport: (url: string) => Promise<Readonly<Record<string, unknown>>> = new Function(
  'url',
  'return import(url)',
) as (url: string) => Promise<Readonly<Record<string, unknown>>>;
