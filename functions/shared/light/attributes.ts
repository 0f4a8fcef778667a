/** DynamoDB's attribute values and plain ones, for what items of ours hold: texts, numbers, booleans, lists and maps. */
export type Attribute =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: readonly Attribute[] }
  | { readonly M: Attributes };
export type Attributes = Readonly<Record<string, Attribute>>;
type Fields = Readonly<Record<string, unknown>>;

const attribute = (value: unknown): Attribute => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null || value === undefined) return { NULL: true };
  return Array.isArray(value) ? { L: value.map(attribute) } : { M: attributes({ ...value }) };
};

/** Fields that are undefined are left out. */
export const attributes = (fields: Fields): Attributes =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, attribute(value)]])),
  );

const plain = (value: Attribute): unknown => {
  if ('S' in value) return value.S;
  if ('N' in value) return Number(value.N);
  if ('BOOL' in value) return value.BOOL;
  if ('L' in value) return value.L.map(plain);
  return 'M' in value ? fields(value.M) : null;
};

export const fields = (held: Attributes): Record<string, unknown> =>
  Object.fromEntries(Object.entries(held).map(([name, value]) => [name, plain(value)]));
