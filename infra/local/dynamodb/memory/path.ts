import type { Path } from './binding.ts';
import { pathText } from './checks.ts';
import { invalidExpression } from './failure.ts';
import { type Item, sortedItem, type Value } from './value.ts';

/** What the item holds there; undefined for nothing. */
export function valueAt(item: Item, path: Path): Value | undefined {
  const [name = ''] = path;
  let value = own(item, name);
  for (let at = 1; at < path.length && value; at++) {
    const part = path[at] ?? '';
    value = typeof part === 'number' ? value.L?.[part] : own(value.M, part);
  }
  return value;
}

const own = (map: Item | undefined, name: string | number): Value | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined;

/** Paths as a tree: what is wanted or done at its leaves. */
export interface Tree<T> {
  readonly leaf?: T;
  readonly children: Map<string | number, Tree<T>>;
}

/** Throws when one path lies within another, or when one takes for a list what another takes for a map. */
export function treeOf<T>(kind: string, entries: readonly { readonly path: Path; readonly leaf: T }[]): Tree<T> {
  for (const [at, one] of entries.entries())
    for (const two of entries.slice(0, at)) checkApart(kind, two.path, one.path);
  const root: Tree<T> = { children: new Map() };
  for (const { path, leaf } of entries) {
    let node = root;
    for (const [at, part] of path.entries()) {
      const known = node.children.get(part);
      const next: Tree<T> = known ?? { children: new Map(), ...(at === path.length - 1 ? { leaf } : {}) };
      node.children.set(part, next);
      node = next;
    }
  }
  return root;
}

function checkApart(kind: string, one: Path, two: Path): void {
  const length = Math.min(one.length, two.length);
  const at = one.slice(0, length).findIndex((part, index) => part !== two[index]);
  if (at >= 0 && typeof one[at] === typeof two[at]) return;
  const how = at < 0 ? 'overlap' : 'conflict';
  const paths = `path one: ${pathText(one)}, path two: ${pathText(two)}`;
  throw invalidExpression(
    kind,
    `Two document paths ${how} with each other; must remove or rewrite one of these paths; ${paths}`,
  );
}

/** Only what the tree names; undefined where there is nothing of it. Lists keep their order and close up. */
export function project(item: Item, tree: Tree<unknown>): Item | undefined {
  const entries = [...tree.children].flatMap(([name, node]) => {
    const kept = projectValue(own(item, name), node);
    return kept ? [[String(name), kept] as const] : [];
  });
  return entries.length > 0 ? sortedItem(entries) : undefined;
}

function projectValue(value: Value | undefined, node: Tree<unknown>): Value | undefined {
  if (!value || node.children.size === 0) return value;
  if (value.M) {
    const kept = project(value.M, node);
    return kept && { M: kept };
  }
  const { L } = value;
  if (!L) return undefined;
  const positions = [...node.children.keys()].filter((part) => typeof part === 'number').sort((one, two) => one - two);
  const kept = positions.flatMap((part) => projectValue(L[part], node.children.get(part) ?? node) ?? []);
  return kept.length > 0 ? { L: kept } : undefined;
}
