/** The part of html-to-text that is used here; the package has no types of its own. */
declare module 'html-to-text' {
  export interface Element {
    readonly attribs: Readonly<Record<string, string>>;
    readonly children: readonly unknown[];
  }
  export interface Builder {
    openBlock(options: { readonly leadingLineBreaks: number }): void;
    closeBlock(options: { readonly trailingLineBreaks: number }): void;
    addInline(text: string, options?: { readonly noWordTransform?: boolean }): void;
    addLineBreak(): void;
  }
  export type Formatter = (
    element: Element,
    walk: (children: readonly unknown[], builder: Builder) => void,
    builder: Builder,
  ) => void;
  export function compile(options: {
    readonly wordwrap: number;
    readonly formatters: Readonly<Record<string, Formatter>>;
    readonly selectors: readonly {
      readonly selector: string;
      readonly format: string;
      readonly options?: Readonly<Record<string, unknown>>;
    }[];
  }): (html: string) => string;
}
