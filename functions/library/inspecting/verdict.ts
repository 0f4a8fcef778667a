/** What was found: it is what it says (a picture with its pixels), or why it is refused, in a sentence for who sent it. */
export type Verdict = { readonly width?: number; readonly height?: number } | { readonly because: string };

/** Looks at bytes as one type of file. Undefined: they are something else, or damaged. */
export type Look = (bytes: Uint8Array) => Verdict | undefined;
