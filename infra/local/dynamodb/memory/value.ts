import { type Fields, isFields } from '../../template/values.ts';
import { compareNumbers, normalNumber, numberSize } from './decimal.ts';
import { invalid } from './failure.ts';

/** An attribute value as it is sent and kept: exactly one of these is there. Never changed once made. */
export interface Value {
  readonly S?: string;
  readonly N?: string;
  /** Base64. */
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly M?: Item;
  readonly L?: readonly Value[];
}

/** Attributes by name, in the order of their names. */
export type Item = Readonly<Record<string, Value>>;

export type Type = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'M' | 'L';

export function typeOf(value: Value): Type {
  if (value.S !== undefined) return 'S';
  if (value.N !== undefined) return 'N';
  if (value.M !== undefined) return 'M';
  if (value.L !== undefined) return 'L';
  if (value.BOOL !== undefined) return 'BOOL';
  if (value.NULL !== undefined) return 'NULL';
  if (value.SS !== undefined) return 'SS';
  if (value.NS !== undefined) return 'NS';
  return value.B !== undefined ? 'B' : 'BS';
}

const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** The value as it came, checked; numbers in their normal form. */
export function readValue(raw: unknown): Value {
  if (!isFields(raw)) throw empty();
  let type: string | undefined;
  for (const name in raw) {
    if (type !== undefined) {
      throw invalid(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    }
    type = name;
  }
  if (type === undefined) throw empty();
  const held = raw[type];
  if (typeof held === 'string') return readText(type, held);
  if (Array.isArray(held)) return type === 'L' ? { L: held.map(readValue) } : readSet(type, held);
  if (type === 'M' && isFields(held)) return { M: readItem(held) };
  if (type === 'BOOL' && typeof held === 'boolean') return { BOOL: held };
  if (type === 'NULL' && held === true) return { NULL: true };
  if (type === 'NULL') throw wrong('Null attribute value types must have the value of true');
  throw invalid(`The local DynamoDB cannot read ${JSON.stringify(raw)} as an attribute value.`);
}

const empty = () => invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');

const wrong = (what: string) => invalid(`One or more parameter values were invalid: ${what}`);

function readText(type: string, held: string): Value {
  if (type === 'S') return { S: held };
  if (type === 'N') return { N: normalNumber(held) };
  if (type === 'B') return { B: bytes(held).toString('base64') };
  throw invalid(`The local DynamoDB does not know the type ${type}.`);
}

const SET_NAMES: Readonly<Record<string, string>> = { SS: 'string set ', NS: 'number set ', BS: 'binary set ' };

function readSet(type: string, held: readonly unknown[]): Value {
  const texts = held.filter((one) => typeof one === 'string');
  if (!(type in SET_NAMES) || texts.length !== held.length) throw invalid(`A ${type} holds texts alone.`);
  if (texts.length === 0) throw wrong(`An ${SET_NAMES[type]} may not be empty`);
  const members = type === 'NS' ? texts.map(normalNumber) : texts;
  if (new Set(members).size < members.length) {
    if (type !== 'SS') throw invalid('Input collection contains duplicates');
    throw wrong(`Input collection [${members.join(', ')}] contains duplicates`);
  }
  return setOf(type, members);
}

/** A set is kept in the order of its members, so that equal sets are equal texts. */
export function setOf(type: string, members: readonly string[]): Value {
  if (type === 'NS') return { NS: [...members].sort(compareNumbers) };
  if (type === 'BS') return { BS: [...members].sort((one, two) => bytes(one).compare(bytes(two))) };
  return { SS: [...members].sort(compareTexts) };
}

export function readItem(raw: Fields): Item {
  const item: Record<string, Value> = {};
  for (const name of sortedNames(raw)) put(item, name, readValue(raw[name]));
  return item;
}

/** Mostly they come in order. */
function sortedNames(raw: object): readonly string[] {
  const names = Object.keys(raw);
  for (let at = 1; at < names.length; at++) if ((names[at - 1] ?? '') > (names[at] ?? '')) return names.sort();
  return names;
}

function put(item: Record<string, Value>, name: string, value: Value): void {
  // Assigned, this one name would set the prototype.
  if (name === '__proto__')
    Object.defineProperty(item, name, { value, enumerable: true, configurable: true, writable: true });
  else item[name] = value;
}

/** Attributes are kept in the order of their names, whatever the order in which they were sent. */
export function sortedItem(entries: readonly (readonly [string, Value])[]): Item {
  const item: Record<string, Value> = {};
  for (const [name, value] of [...entries].sort(([one], [two]) => (one < two ? -1 : 1))) put(item, name, value);
  return item;
}

/** Texts in the order of their UTF-8 bytes, which differs from JavaScript's for what lies beyond the first plane. */
export function compareTexts(one: string, two: string): number {
  if (one === two) return 0;
  const length = Math.min(one.length, two.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [one.charCodeAt(at), two.charCodeAt(at)];
    if (left === right) continue;
    const [leftIsPair, rightIsPair] = [isSurrogate(left), isSurrogate(right)];
    return leftIsPair === rightIsPair ? left - right : leftIsPair ? 1 : -1;
  }
  return one.length - two.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** Order of two values of one of the types that have an order; undefined for all others. */
export function compare(one: Value, two: Value): number | undefined {
  if (one.S !== undefined && two.S !== undefined) return compareTexts(one.S, two.S);
  if (one.N !== undefined && two.N !== undefined) return compareNumbers(one.N, two.N);
  if (one.B !== undefined && two.B !== undefined) return bytes(one.B).compare(bytes(two.B));
  return undefined;
}

/** Everything is kept in one form, so equal values have equal texts. */
export function equal(one: Value, two: Value): boolean {
  if (one === two) return true;
  if (one.S !== undefined || two.S !== undefined) return one.S === two.S;
  if (one.N !== undefined || two.N !== undefined) return one.N === two.N;
  if (one.M && two.M) return equalItems(one.M, two.M);
  if (one.L && two.L) return one.L.length === two.L.length && one.L.every((part, at) => equalTo(part, two.L?.[at]));
  return JSON.stringify(one) === JSON.stringify(two);
}

const equalTo = (one: Value, two: Value | undefined): boolean => two !== undefined && equal(one, two);

export function equalItems(one: Item, two: Item): boolean {
  if (one === two) return true;
  const names = Object.keys(one);
  if (names.length !== Object.keys(two).length) return false;
  return names.every((name) => Object.hasOwn(two, name) && equalTo(one[name] ?? {}, two[name]));
}

/** Length of a base64 text's bytes. */
export const byteLength = (base64: string): number => Buffer.byteLength(base64, 'base64');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Bytes of a text in UTF-8; most are plain, and short. */
function utf8Length(text: string): number {
  if (text.length > 200) return Buffer.byteLength(text);
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return Buffer.byteLength(text);
  return text.length;
}

/** Bytes as DynamoDB counts them, for units and for the 400 KB of an item. */
export function sizeOf(value: Value): number {
  if (value.S !== undefined) return utf8Length(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.B !== undefined) return byteLength(value.B);
  if (value.M !== undefined) return 3 + itemSize(value.M) + Object.keys(value.M).length;
  if (value.L !== undefined) return 3 + sum(value.L.map((one) => 1 + sizeOf(one)));
  if (value.SS) return sum(value.SS.map((one) => Buffer.byteLength(one)));
  if (value.NS) return sum(value.NS.map(numberSize));
  return value.BS ? sum(value.BS.map(byteLength)) : 1;
}

export function itemSize(item: Item): number {
  let size = 0;
  for (const name of Object.keys(item)) size += utf8Length(name) + sizeOf(item[name] ?? {});
  return size;
}
