import { invalidExpression } from './failure.ts';

export interface Token {
  /** `end` stands after the last one. */
  readonly kind: 'name' | 'value' | 'word' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\s*(?:(#\w+)|(:\w+)|([A-Za-z_]\w*)|(\d+)|(<>|<=|>=|[=<>(),.[\]+-]))/y;
const KINDS = ['name', 'value', 'word', 'number', 'sign'] as const;

/** Walks over the tokens of one expression. `kind`: the parameter it came in, like ConditionExpression. */
export class Tokens {
  readonly kind: string;
  readonly #source: string;
  readonly #all: readonly Token[];
  #at = 0;

  constructor(kind: string, source: string) {
    this.kind = kind;
    this.#source = source;
    if (source.trim() === '') throw invalidExpression(kind, 'The expression can not be empty;');
    this.#all = split(kind, source);
  }

  get next(): Token {
    return this.#all[this.#at] ?? { kind: 'end', text: '<EOF>', start: this.#source.length, end: this.#source.length };
  }

  take(): Token {
    const token = this.next;
    this.#at++;
    return token;
  }

  /** Takes the sign or keyword if it comes next; keywords in any case. */
  takes(text: string): boolean {
    const { kind, text: found } = this.next;
    if (kind === 'sign' ? found !== text : kind !== 'word' || found.toUpperCase() !== text) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.takes(text)) throw this.unexpected();
  }

  /** Whether the token after the next one is this sign. */
  followedBy(sign: string): boolean {
    return this.#all[this.#at + 1]?.text === sign;
  }

  /** Whether the token just taken is the parenthesis that closes this one. */
  closes(opening: Token): boolean {
    let depth = 0;
    const from = this.#all.indexOf(opening);
    const at = this.#all.findIndex(({ text }, index) => {
      if (index >= from) depth += text === '(' ? 1 : text === ')' ? -1 : 0;
      return index >= from && depth === 0;
    });
    return at === this.#at - 1;
  }

  /** The error for the next token, with its neighbours, as DynamoDB tells it. */
  unexpected(): Error {
    const token = this.next;
    const before = this.#all[this.#at - 1] ?? token;
    const after = this.#all[this.#at + 1] ?? token;
    const near = this.#source.slice(before.start, after.end);
    return this.fails(`Syntax error; token: "${token.text}", near: "${near}"`);
  }

  fails(message: string): Error {
    return invalidExpression(this.kind, message);
  }
}

function split(kind: string, source: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    const group = found ? found.slice(1).findIndex((one) => one !== undefined) : -1;
    const text = found?.[group + 1];
    const sort = KINDS[group];
    if (text === undefined || !sort) {
      const bad = source.slice(from).trim()[0] ?? '';
      throw invalidExpression(kind, `Syntax error; token: "${bad}", near: "${source.slice(from, from + 8).trim()}"`);
    }
    tokens.push({ kind: sort, text, start: TOKEN.lastIndex - text.length, end: TOKEN.lastIndex });
  }
  return tokens;
}
