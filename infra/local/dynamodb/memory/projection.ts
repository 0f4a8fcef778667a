import type { Binding } from './binding.ts';
import { remembered } from './cache.ts';
import { parseProjection } from './grammar.ts';
import { project, treeOf } from './path.ts';
import type { Item } from './value.ts';

export type Projection = (item: Item) => Item;

const KIND = 'ProjectionExpression';
const parse = remembered(parseProjection);

/** What cuts an item down to a ProjectionExpression; undefined without one. */
export function bindProjection(binding: Binding, source: unknown): Projection | undefined {
  if (source === undefined || source === null) return undefined;
  const paths = parse(KIND, String(source)).map((path) => ({ path: binding.path(KIND, path), leaf: true }));
  const tree = treeOf(KIND, paths);
  return (item) => project(item, tree) ?? {};
}
