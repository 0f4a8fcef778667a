declare module 'asl-validator' {
  /** Checks a definition against the language's schema and rules; the package brings no types of its own. */
  const validate: (definition: unknown) => { readonly isValid: boolean; errorsText(separator?: string): string };
  export = validate;
}
