/**
 * DynamoDB's attribute values and plain ones, for the usual kinds of either: texts, safe numbers, booleans, null, lists,
 * maps and sets of texts, as `@aws-sdk/util-dynamodb` converts them. Anything else throws `Unusual`.
 */
export type Fields = Readonly<Record<string, unknown>>;
/** Where a command holds attribute values: the document client's own description of it. */
export type KeyNodes = Readonly<Record<string, unknown>>;

export class Unusual extends Error {}

type Convert = (value: unknown) => unknown;

/** A command's input with attribute values in place of plain ones. */
export const marshalled = (input: Fields, nodes: KeyNodes): Fields => converted(input, nodes, attribute);

/** An answer with plain values in place of attribute values. */
export const unmarshalled = (answer: Fields, nodes: KeyNodes): Fields => converted(answer, nodes, plain);

/** No nodes (null): the value itself; an empty node: every member's; `*`: the same for every member; else by name. */
function at(value: unknown, nodes: unknown, convert: Convert): unknown {
  if (nodes === null || nodes === undefined) return convert(value);
  if (typeof value !== 'object' || value === null) throw new Unusual();
  if (Array.isArray(nodes) && !Array.isArray(value)) throw new Unusual();
  const known = nodes as KeyNodes;
  const names = Object.keys(known);
  if (names.length === 0) return eachMember(value, convert);
  if (names.length === 1 && names[0] === '*') return eachMember(value, (member) => at(member, known['*'], convert));
  return converted(value as Fields, known, convert);
}

function eachMember(value: object, convert: Convert): unknown {
  if (Array.isArray(value)) return value.map(convert);
  const made: Record<string, unknown> = {};
  const held = value as Fields;
  for (const name in held) {
    const member = held[name];
    if (member !== undefined) made[name] = convert(member);
  }
  return made;
}

function converted(value: Fields, nodes: KeyNodes, convert: Convert): Fields {
  const made: Record<string, unknown> = {};
  for (const name in value) {
    const member = value[name];
    if (member === undefined) continue;
    made[name] = Object.hasOwn(nodes, name) ? at(member, nodes[name], convert) : member;
  }
  return made;
}

function attribute(value: unknown): Fields {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)
    return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((one) => one !== undefined).map(attribute) };
  if (typeof value !== 'object' || !isPlain(value)) throw new Unusual();
  const members: Record<string, unknown> = {};
  for (const name in value) {
    const member: unknown = value[name as keyof typeof value];
    if (member !== undefined) members[name] = attribute(member);
  }
  return { M: members };
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // The SDK asks an object for its constructor: an attribute of that name is beyond it.
  return (prototype === Object.prototype || prototype === null) && !Object.hasOwn(value, 'constructor');
}

function plain(given: unknown): unknown {
  for (const kind in given as Fields) {
    const value = (given as Fields)[kind];
    switch (kind) {
      case 'S':
      case 'BOOL':
        return value;
      case 'N':
        return safeNumber(value);
      case 'NULL':
        return null;
      case 'M':
        return eachMember(value as object, plain);
      case 'L':
        return (value as unknown[]).map(plain);
      case 'SS':
        return new Set(value as string[]);
      default:
        throw new Unusual();
    }
  }
  throw new Unusual();
}

function safeNumber(text: unknown): number {
  const number = Number(text);
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) throw new Unusual();
  return number;
}
