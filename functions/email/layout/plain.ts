import { compile, type Formatter } from 'html-to-text';

const block =
  (breaks: number): Formatter =>
  (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: breaks });
    walk(element.children, builder);
    builder.closeBlock({ trailingLineBreaks: breaks });
  };

const formatters: Readonly<Record<string, Formatter>> = {
  row: block(1),
  paragraph: block(2),
  label: (element, walk, builder) => {
    walk(element.children, builder);
    builder.addInline(': ');
  },
  number: (element, walk, builder) => {
    walk(element.children, builder);
    builder.addInline('. ');
  },
  cell: (element, walk, builder) => walk(element.children, builder),
  button: (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: 2 });
    walk(element.children, builder);
    builder.addInline(':');
    builder.addLineBreak();
    builder.addInline(element.attribs.href ?? '', { noWordTransform: true });
    builder.closeBlock({ trailingLineBreaks: 2 });
  },
};

const make = (): ((html: string) => string) =>
  compile({
    wordwrap: 76,
    formatters,
    selectors: [
      { selector: 'h1', format: 'heading', options: { uppercase: false, trailingLineBreaks: 2 } },
      { selector: 'div.twice', format: 'skip' },
      // What a picture says stands in words beside it.
      { selector: 'img', format: 'skip' },
      { selector: 'a', format: 'anchor', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
      { selector: 'a.button', format: 'button' },
      { selector: 'tr.fact', format: 'row' },
      { selector: 'tr.step', format: 'row' },
      { selector: 'td', format: 'cell' },
      { selector: 'td.label', format: 'label' },
      { selector: 'td.number', format: 'number' },
      { selector: 'td.quote', format: 'paragraph' },
      { selector: 'table', format: 'paragraph' },
      { selector: 'table.dot', format: 'cell' },
    ],
  });

let convert: ((html: string) => string) | undefined;

/** The letter's body as plain text: the same words, each button with its address under it. */
export const plainText = (html: string): string => {
  // Reading the selectors costs more than a letter does: once per instance, at its first letter.
  convert ??= make();
  return convert(html);
};
