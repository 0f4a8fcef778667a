import { type Fields, fields, isFields, list, optionalList, text } from '../../template/values.ts';
import { invalid } from './failure.ts';
import { type Item, sortedItem, type Type, typeOf, type Value } from './value.ts';

export interface KeyPart {
  readonly name: string;
  readonly type: Type;
}

/** The key of a table or an index: a hash part, and mostly a range part. */
export interface KeySchema {
  readonly hash: KeyPart;
  readonly range: KeyPart | undefined;
  readonly parts: readonly KeyPart[];
}

export interface TableSchema {
  readonly name: string;
  readonly key: KeySchema;
  readonly indexes: ReadonlyMap<string, KeySchema>;
  /** NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES or KEYS_ONLY; undefined without a stream. */
  readonly stream: string | undefined;
}

const HASH_BYTES = 2048;
const RANGE_BYTES = 1024;

/** From a CreateTable request. Throws for indexes that do not hold whole items: nothing here has one. */
export function readSchema(request: Fields): TableSchema {
  const name = text(request.TableName, 'TableName');
  const types = new Map(
    list(request.AttributeDefinitions, 'AttributeDefinitions').map((one) => {
      const { AttributeName, AttributeType } = fields(one, name);
      return [AttributeName, AttributeType];
    }),
  );
  const indexes = optionalList(request.GlobalSecondaryIndexes).map((raw) => {
    const index = fields(raw, name);
    const { ProjectionType } = fields(index.Projection, `${name}: Projection`);
    if (ProjectionType !== 'ALL') throw new Error(`${name}: the local DynamoDB has no ${ProjectionType} indexes.`);
    return [text(index.IndexName, name), readKeySchema(index.KeySchema, types)] as const;
  });
  const stream = isFields(request.StreamSpecification) ? request.StreamSpecification : undefined;
  return {
    name,
    key: readKeySchema(request.KeySchema, types),
    indexes: new Map(indexes),
    stream: stream?.StreamEnabled === true ? text(stream.StreamViewType, name) : undefined,
  };
}

function readKeySchema(raw: unknown, types: ReadonlyMap<unknown, unknown>): KeySchema {
  const part = (kind: string): KeyPart | undefined => {
    const found = list(raw, 'KeySchema').find((one) => isFields(one) && one.KeyType === kind);
    if (!isFields(found)) return undefined;
    const type = types.get(found.AttributeName);
    if (type !== 'S' && type !== 'N' && type !== 'B') throw new Error(`No type of key ${String(found.AttributeName)}.`);
    return { name: text(found.AttributeName, 'AttributeName'), type };
  };
  const [hash, range] = [part('HASH'), part('RANGE')];
  if (!hash) throw new Error('A table needs a hash key.');
  return { hash, range, parts: range ? [hash, range] : [hash] };
}

const isEmpty = (value: Value): boolean => value.S === '' || value.B === '';
const textOf = (value: Value | undefined): string => value?.S ?? value?.N ?? value?.B ?? '';
const bytesOf = (value: Value): number =>
  value.B === undefined ? Buffer.byteLength(textOf(value)) : Buffer.byteLength(value.B, 'base64');

/** Hash and range of an item as one text. */
export const keyText = (key: KeySchema, item: Item): string =>
  key.parts.map((part) => textOf(item[part.name])).join('\u0000');

export const hashText = (key: KeySchema, item: Item): string => textOf(item[key.hash.name]);

export const keyOf = (key: KeySchema, item: Item): Item =>
  sortedItem(key.parts.map(({ name }) => [name, item[name] ?? {}]));

/** Of an item that is to be put. */
export function checkItemKey(key: KeySchema, item: Item): void {
  for (const { name } of key.parts) {
    if (!item[name]) throw invalid('One of the required keys was not given a value');
  }
  checkKeyValues(key, item);
}

/** Of a Key that names an item: its parts and nothing else. */
export function checkKey(key: KeySchema, item: Item): void {
  const names = Object.keys(item);
  if (names.length !== key.parts.length) throw invalid('The number of conditions on the keys is invalid');
  checkItemKey(key, item);
}

function checkKeyValues(key: KeySchema, item: Item): void {
  for (const { name } of key.parts) checkNotEmpty(name, item[name]);
  for (const part of key.parts) {
    const value = item[part.name];
    if (!value) continue;
    if (typeOf(value) !== part.type) throw invalid('One or more parameter values were invalid: Type mismatch for key');
    if (bytesOf(value) > (part === key.hash ? HASH_BYTES : RANGE_BYTES)) {
      throw invalid(
        'Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes',
      );
    }
  }
}

export function checkNotEmpty(name: string, value: Value | undefined): void {
  if (!value || !isEmpty(value)) return;
  throw invalid(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${value.S === '' ? 'string' : 'binary'} value. Key: ${name}`,
  );
}

/** An attribute that an index is made of must have the index's type wherever it is there at all. */
export function checkIndexTypes(schema: TableSchema, item: Item): void {
  for (const index of schema.indexes.values()) {
    for (const part of index.parts) {
      const value = item[part.name];
      if (value && typeOf(value) !== part.type) {
        throw invalid('One or more parameter values were invalid: Type mismatch for Index Key');
      }
    }
  }
}

/** How a put and how an update say that an index key may not be empty. */
export function checkIndexNotEmpty(schema: TableSchema, item: Item, by: 'put' | 'update'): void {
  const start = 'One or more parameter values are not valid.';
  const end = 'The AttributeValue for a key attribute cannot contain an empty string value.';
  for (const [name, index] of schema.indexes) {
    for (const part of index.parts) {
      const value = item[part.name];
      if (!value || !isEmpty(value)) continue;
      throw invalid(
        by === 'put'
          ? `${start} A value specified for a secondary index key is not supported. ${end} IndexName: ${name}, IndexKey: ${part.name}`
          : `${start} The update expression attempted to update a secondary index key to a value that is not supported. ${end}`,
      );
    }
  }
}
