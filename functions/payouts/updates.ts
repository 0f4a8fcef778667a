import { settings } from '../shared/settings.ts';
import type { TransactItem } from '../shared/table.ts';

type Key = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, unknown>>;

export const putItem = (key: Key, item: Values, condition?: string): TransactItem => ({
  Put: {
    TableName: settings.programTable(),
    Item: { ...key, ...item },
    ...(condition ? { ConditionExpression: condition } : {}),
  },
});

/** Adds an item, once. */
export const addItem = (key: Key, item: Values): TransactItem => putItem(key, item, 'attribute_not_exists(PK)');

/**
 * Sets `set` on an item that is in one of the states `from`, and where each of `where` still has this value. Attributes
 * that are undefined are left as they are.
 */
export const change = (key: Key, set: Values, from: readonly string[], where: Values = {}): TransactItem => {
  const sets = Object.entries(set).filter(([, value]) => value !== undefined);
  const wheres = Object.entries(where);
  const states = from.map((_, index) => `:from${index}`).join(', ');
  return {
    Update: {
      TableName: settings.programTable(),
      Key: key,
      UpdateExpression: `SET ${sets.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: [`#state IN (${states})`, ...wheres.map(([name]) => `#${name} = :where_${name}`)].join(
        ' AND ',
      ),
      ExpressionAttributeNames: Object.fromEntries(
        [...new Set(['state', ...sets.map(([name]) => name), ...wheres.map(([name]) => name)])].map((name) => [
          `#${name}`,
          name,
        ]),
      ),
      ExpressionAttributeValues: {
        ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
        ...Object.fromEntries(wheres.map(([name, value]) => [`:where_${name}`, value])),
        ...Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
      },
    },
  };
};
