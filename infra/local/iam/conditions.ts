import { fields, texts } from '../template/values.ts';
import { matches } from './wildcard.ts';

export type Context = Readonly<Record<string, string | readonly string[]>>;

type Compare = (held: string, wanted: string) => boolean;

const same: Compare = (held, wanted) => held === wanted;
const like: Compare = (held, wanted) => matches(wanted, held);
const arnLike: Compare = (held, wanted) => matches(wanted, held);

/** Operator -> [comparison, negated]. An operator that is not here throws: a guess would grant or refuse wrongly. */
const operators: Readonly<Record<string, readonly [Compare, boolean]>> = {
  StringEquals: [same, false],
  StringNotEquals: [same, true],
  StringEqualsIgnoreCase: [(held, wanted) => held.toLowerCase() === wanted.toLowerCase(), false],
  StringLike: [like, false],
  StringNotLike: [like, true],
  ArnEquals: [arnLike, false],
  ArnLike: [arnLike, false],
  ArnNotEquals: [arnLike, true],
  ArnNotLike: [arnLike, true],
  Bool: [(held, wanted) => held.toLowerCase() === wanted.toLowerCase(), false],
};

/** Whether the statement's `Condition` holds: every operator and every key of it. */
export function conditionHolds(condition: unknown, context: Context, where: string): boolean {
  if (condition === undefined) return true;
  return Object.entries(fields(condition, where)).every(([operator, tests]) =>
    Object.entries(fields(tests, where)).every(([key, wanted]) =>
      keyHolds(operator, key, texts(wanted, `${where} ${key}`), context, where),
    ),
  );
}

function keyHolds(operator: string, key: string, wanted: readonly string[], context: Context, where: string): boolean {
  const [, set = '', name = '', ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const found = lookUp(context, key);
  if (name === 'Null') return wanted.includes(String(found === undefined));
  const rule = operators[name];
  if (!rule) throw new Error(`${where}: the local cloud does not know the condition operator ${operator}.`);
  if (found === undefined) {
    if (ifExists) return true;
    throw new Error(`${where}: the local cloud does not know the condition key ${key} for this call.`);
  }
  const [compare, negated] = rule;
  const one = (held: string): boolean => wanted.some((value) => compare(held, value)) !== negated;
  const held = typeof found === 'string' ? [found] : found;
  return set === 'ForAllValues:' ? held.every(one) : held.some(one);
}

function lookUp(context: Context, key: string): string | readonly string[] | undefined {
  const wanted = key.toLowerCase();
  return Object.entries(context).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
