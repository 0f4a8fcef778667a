import type { Binding, Bound, Path } from './binding.ts';
import { remembered } from './cache.ts';
import { checkOperand } from './checks.ts';
import { addNumbers } from './decimal.ts';
import { invalid, invalidExpression } from './failure.ts';
import { type Tree, treeOf, valueAt } from './path.ts';
import { parseUpdate, type Section } from './update-grammar.ts';
import { type Item, setOf, sortedItem, type Type, typeOf, type Value } from './value.ts';

const KIND = 'UpdateExpression';
const LONG_NAMES: Readonly<Record<Type, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  M: 'MAP',
  L: 'LIST',
};

interface Action {
  readonly section: Section;
  readonly operand: Bound | undefined;
}

/** An update with its names and values put in. */
export interface Update {
  readonly tree: Tree<Action>;
  readonly paths: readonly Path[];
}

const parse = remembered(parseUpdate);
const wrongType = () => invalid('An operand in the update expression has an incorrect data type');
const wrongPath = () => invalid('The document path provided in the update expression is invalid for update');

/** No expression leaves an item as it is, or makes one of its key alone. Throws for what is wrong whatever the item. */
export function bindUpdate(binding: Binding, source: unknown): Update {
  const texts = source === undefined || source === null ? [] : parse(KIND, String(source));
  const entries = texts.map(({ section, path, operand }) => {
    const bound = operand && binding.operand(KIND, operand);
    if (bound) checkOperand(KIND, bound);
    if (section === 'ADD' || section === 'DELETE') checkMembers(section, bound);
    return { path: binding.path(KIND, path), leaf: { section, operand: bound } };
  });
  return { tree: treeOf(KIND, entries), paths: entries.map((entry) => entry.path) };
}

function checkMembers(section: Section, operand: Bound | undefined): void {
  if (operand?.kind !== 'value') return;
  const type = typeOf(operand.value);
  if (type === 'SS' || type === 'NS' || type === 'BS' || (type === 'N' && section === 'ADD')) return;
  const what = `operator: ${section}, operand type: ${LONG_NAMES[type]}, typeSet: ALLOWED_FOR_${section}_OPERAND`;
  throw invalidExpression(KIND, `Incorrect operand type for operator or function; ${what}`);
}

/** The item after the update. Every operand is worked out on the item as it was. */
export const applyUpdate = (item: Item, update: Update): Item => changeMap(item, item, update.tree);

function changeMap(map: Item, whole: Item, node: Tree<Action>): Item {
  const changed = new Map(Object.entries(map));
  for (const [name, child] of node.children) {
    if (typeof name === 'number') throw wrongPath();
    const value = changed.get(name);
    const after = change(value, whole, child);
    if (after) changed.set(name, after);
    else changed.delete(name);
  }
  return sortedItem([...changed]);
}

function changeList(list: readonly Value[], whole: Item, node: Tree<Action>): readonly Value[] {
  const changed: (Value | undefined)[] = [...list];
  const positions = [...node.children].filter((entry): entry is [number, Tree<Action>] => typeof entry[0] === 'number');
  if (positions.length < node.children.size) throw wrongPath();
  for (const [position, child] of positions.sort(([one], [two]) => one - two)) {
    const after = change(list[position], whole, child);
    if (position < list.length) changed[position] = after;
    // Beyond the end is at the end.
    else if (after) changed.push(after);
  }
  return changed.filter((value) => value !== undefined);
}

function change(value: Value | undefined, whole: Item, node: Tree<Action>): Value | undefined {
  if (node.leaf) return act(value, whole, node.leaf);
  if (value?.M) return { M: changeMap(value.M, whole, node) };
  if (value?.L) return { L: changeList(value.L, whole, node) };
  throw wrongPath();
}

function act(value: Value | undefined, whole: Item, { section, operand }: Action): Value | undefined {
  if (section === 'REMOVE' || !operand) return undefined;
  const given = resolve(operand, whole);
  if (section === 'SET') return given;
  return section === 'ADD' ? added(value, given) : without(value, given);
}

function resolve(operand: Bound, item: Item): Value {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return there(valueAt(item, operand.path));
  const [first, second] = operand.operands;
  if (!first || !second) throw wrongType();
  if (operand.kind === 'sum') {
    const [left, right] = [resolve(first, item).N, resolve(second, item).N];
    if (left === undefined || right === undefined) throw wrongType();
    return { N: addNumbers(left, right, operand.sign) };
  }
  if (operand.name === 'if_not_exists') {
    return (first.kind === 'path' ? valueAt(item, first.path) : undefined) ?? resolve(second, item);
  }
  const [left, right] = [resolve(first, item).L, resolve(second, item).L];
  if (!left || !right) throw wrongType();
  return { L: [...left, ...right] };
}

function there(value: Value | undefined): Value {
  if (value) return value;
  throw invalid('The provided expression refers to an attribute that does not exist in the item');
}

const members = (value: Value): readonly string[] | undefined => value.SS ?? value.NS ?? value.BS;

function added(value: Value | undefined, given: Value): Value {
  if (!value) return given;
  if (value.N !== undefined && given.N !== undefined) return { N: addNumbers(value.N, given.N, '+') };
  const [held, more] = [members(value), members(given)];
  if (!held || !more || typeOf(value) !== typeOf(given)) throw wrongType();
  return setOf(typeOf(value), [...new Set([...held, ...more])]);
}

/** A set that loses its last member is gone. */
function without(value: Value | undefined, given: Value): Value | undefined {
  if (!value) return undefined;
  const [held, less] = [members(value), members(given)];
  if (!held || !less || typeOf(value) !== typeOf(given)) throw wrongType();
  const left = held.filter((one) => !less.includes(one));
  return left.length > 0 ? setOf(typeOf(value), left) : undefined;
}
