import { RESERVED } from './reserved-words.ts';
import { Tokens } from './tokens.ts';

/** What an expression says, before names and values are put in. Numbers in a path are list positions. */
export type PathText = readonly (string | number)[];

export type Operand =
  | { readonly kind: 'path'; readonly path: PathText }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string; readonly operands: readonly Operand[] }
  | { readonly kind: 'sum'; readonly sign: '+' | '-'; readonly operands: readonly Operand[] };

export type Condition =
  | { readonly kind: 'and' | 'or' | 'not'; readonly parts: readonly Condition[] }
  /** `operator`: a comparator, BETWEEN, IN, or the name of a function that answers yes or no. */
  | { readonly kind: 'test'; readonly operator: string; readonly operands: readonly Operand[] };

export const COMPARATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const TESTS: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
]);
const FUNCTIONS: ReadonlySet<string> = new Set([...TESTS, 'size', 'if_not_exists', 'list_append']);

export function parseCondition(kind: string, source: string): Condition {
  const tokens = new Tokens(kind, source);
  const condition = readOr(tokens);
  if (tokens.next.kind !== 'end') throw tokens.unexpected();
  return condition;
}

export function parseProjection(kind: string, source: string): readonly PathText[] {
  const tokens = new Tokens(kind, source);
  const paths = [readPath(tokens)];
  while (tokens.takes(',')) paths.push(readPath(tokens));
  if (tokens.next.kind !== 'end') throw tokens.unexpected();
  return paths;
}

function readOr(tokens: Tokens): Condition {
  const parts = [readAnd(tokens)];
  while (tokens.takes('OR')) parts.push(readAnd(tokens));
  return joined('or', parts);
}

function readAnd(tokens: Tokens): Condition {
  const parts = [readNot(tokens)];
  while (tokens.takes('AND')) parts.push(readNot(tokens));
  return joined('and', parts);
}

function joined(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const [first] = parts;
  return parts.length === 1 && first ? first : { kind, parts };
}

function readNot(tokens: Tokens): Condition {
  return tokens.takes('NOT') ? { kind: 'not', parts: [readNot(tokens)] } : readTest(tokens);
}

function readTest(tokens: Tokens): Condition {
  if (tokens.takes('(')) {
    const from = tokens.next;
    const inner = readOr(tokens);
    if (from.text === '(' && tokens.closes(from)) throw tokens.fails('The expression has redundant parentheses;');
    tokens.expect(')');
    return inner;
  }
  const first = readOperand(tokens);
  const sign = tokens.next;
  if (sign.kind === 'sign' && COMPARATORS.has(sign.text)) {
    tokens.take();
    return {
      kind: 'test',
      operator: sign.text,
      operands: [valued(tokens, first), valued(tokens, readOperand(tokens))],
    };
  }
  if (tokens.takes('BETWEEN')) return readBetween(tokens, first);
  if (tokens.takes('IN')) return readIn(tokens, first);
  if (first.kind !== 'function') throw tokens.unexpected();
  if (!TESTS.has(first.name)) throw misplaced(tokens, first.name);
  return { kind: 'test', operator: first.name, operands: first.operands };
}

function readBetween(tokens: Tokens, first: Operand): Condition {
  const low = readOperand(tokens);
  tokens.expect('AND');
  const operands = [first, low, readOperand(tokens)].map((one) => valued(tokens, one));
  return { kind: 'test', operator: 'BETWEEN', operands };
}

function readIn(tokens: Tokens, first: Operand): Condition {
  tokens.expect('(');
  const operands = [first, readOperand(tokens)];
  while (tokens.takes(',')) operands.push(readOperand(tokens));
  tokens.expect(')');
  return { kind: 'test', operator: 'IN', operands: operands.map((one) => valued(tokens, one)) };
}

/** A function that answers yes or no has no place where a value is compared. */
function valued(tokens: Tokens, operand: Operand): Operand {
  if (operand.kind === 'function' && operand.name !== 'size') throw misplaced(tokens, operand.name);
  return operand;
}

export const misplaced = (tokens: Tokens, name: string): Error =>
  tokens.fails(`The function is not allowed to be used this way in an expression; function: ${name}`);

export function readOperand(tokens: Tokens): Operand {
  const token = tokens.next;
  if (token.kind === 'value') return { kind: 'value', name: tokens.take().text };
  if (token.kind !== 'word' || !tokens.followedBy('(')) return { kind: 'path', path: readPath(tokens) };
  tokens.take();
  tokens.take();
  const operands = [readOperand(tokens)];
  while (tokens.takes(',')) operands.push(readOperand(tokens));
  tokens.expect(')');
  if (!FUNCTIONS.has(token.text)) throw tokens.fails(`Invalid function name; function: ${token.text}`);
  return { kind: 'function', name: token.text, operands };
}

export function readPath(tokens: Tokens): PathText {
  const path: (string | number)[] = [readName(tokens)];
  for (;;) {
    if (tokens.takes('.')) path.push(readName(tokens));
    else if (tokens.takes('[')) {
      if (tokens.next.kind !== 'number') throw tokens.unexpected();
      path.push(Number(tokens.take().text));
      tokens.expect(']');
    } else return path;
  }
}

function readName(tokens: Tokens): string {
  const { kind, text } = tokens.next;
  if (kind !== 'name' && kind !== 'word') throw tokens.unexpected();
  if (RESERVED.has(text.toLowerCase())) {
    // A keyword where a name should be is a slip of syntax; any other reserved word a bad name.
    if (/^(and|or|not|between|in)$/i.test(text)) throw tokens.unexpected();
    throw tokens.fails(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
  }
  return tokens.take().text;
}
