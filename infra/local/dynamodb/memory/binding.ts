import { type Fields, isFields } from '../../template/values.ts';
import { invalid, invalidExpression } from './failure.ts';
import type { Operand, PathText } from './grammar.ts';
import { readValue, type Value } from './value.ts';

/** An attribute's place: names, and positions in lists. */
export type Path = readonly (string | number)[];

/** An operand with its names and values put in. */
export type Bound =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'function'; readonly name: string; readonly operands: readonly Bound[] }
  | { readonly kind: 'sum'; readonly sign: '+' | '-'; readonly operands: readonly Bound[] };

const NO_NAMES: ReadonlyMap<string, string> = new Map();
const NO_VALUES: ReadonlyMap<string, Value> = new Map();
const NONE = new Set<string>();

/** Names and values of one request; knows which of them its expressions used. */
export class Binding {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #unusedNames: Set<string>;
  readonly #unusedValues: Set<string>;

  /** `expressions`: the parameters of this action that may be expressions, with what was sent. */
  constructor(request: Fields, expressions: Readonly<Record<string, unknown>>) {
    if (request.ExpressionAttributeNames === undefined && request.ExpressionAttributeValues === undefined) {
      this.#names = NO_NAMES;
      this.#values = NO_VALUES;
      this.#unusedNames = NONE;
      this.#unusedValues = NONE;
      return;
    }
    const given = Object.values(expressions).some((one) => one !== undefined);
    this.#names = new Map(
      read(request, 'ExpressionAttributeNames', given, expressions).map(([name, to]) => [name, String(to)]),
    );
    this.#values = new Map(
      read(request, 'ExpressionAttributeValues', given, expressions).map(([name, one]) => [name, readValue(one)]),
    );
    this.#unusedNames = new Set(this.#names.keys());
    this.#unusedValues = new Set(this.#values.keys());
  }

  path(kind: string, path: PathText): Path {
    return path.map((part) => {
      if (typeof part === 'number' || !part.startsWith('#')) return part;
      const name = this.#names.get(part);
      if (name === undefined) {
        const message = `An expression attribute name used in the document path is not defined; attribute name: ${part}`;
        throw invalidExpression(kind, message);
      }
      this.#unusedNames.delete(part);
      return name;
    });
  }

  operand(kind: string, operand: Operand): Bound {
    if (operand.kind === 'path') return { kind: 'path', path: this.path(kind, operand.path) };
    if (operand.kind === 'value') return { kind: 'value', value: this.#value(kind, operand.name) };
    return { ...operand, operands: operand.operands.map((one) => this.operand(kind, one)) };
  }

  #value(kind: string, name: string): Value {
    const value = this.#values.get(name);
    if (!value) {
      const message = `An expression attribute value used in expression is not defined; attribute value: ${name}`;
      throw invalidExpression(kind, message);
    }
    this.#unusedValues.delete(name);
    return value;
  }

  /** Once every expression is bound: what is left over was sent in error. */
  checkUsed(): void {
    const message = (what: string, left: Set<string>) =>
      invalid(`Value provided in ${what} unused in expressions: keys: {${[...left].join(', ')}}`);
    if (this.#unusedNames.size > 0) throw message('ExpressionAttributeNames', this.#unusedNames);
    if (this.#unusedValues.size > 0) throw message('ExpressionAttributeValues', this.#unusedValues);
  }
}

function read(
  request: Fields,
  what: string,
  hasExpression: boolean,
  expressions: Readonly<Record<string, unknown>>,
): readonly [string, unknown][] {
  const held = request[what];
  if (held === undefined || held === null) return [];
  if (!hasExpression) {
    const absent = Object.keys(expressions).join(' and ');
    throw invalid(`${what} can only be specified when using expressions: ${absent} is null`);
  }
  const entries = isFields(held) ? Object.entries(held) : [];
  if (entries.length === 0) throw invalid(`${what} must not be empty`);
  return entries;
}
