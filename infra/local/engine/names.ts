/** White space, brackets, wildcards, special and control characters, and what is no character at all. */
export const FORBIDDEN_IN_NAMES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a name may not hold
  /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\p{Surrogate}]/u;
