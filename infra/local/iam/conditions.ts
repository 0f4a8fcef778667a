import { fields, texts } from '../template/values.ts';
import { matches, matchesArn } from './wildcard.ts';

/** Values of condition keys. A key that is here without a value is known to be absent from the call. */
export type Context = Readonly<Record<string, string | readonly string[] | undefined>>;

type Compare = (held: string, wanted: string) => boolean;

const same: Compare = (held, wanted) => held === wanted;
const sameLetters: Compare = (held, wanted) => held.toLowerCase() === wanted.toLowerCase();
const like: Compare = (held, wanted) => matches(wanted, held);
const arnLike: Compare = (held, wanted) => matchesArn(wanted, held);

/** Operator -> [comparison, negated]. An operator that is not here throws: a guess would grant or refuse wrongly. */
const operators: Readonly<Record<string, readonly [Compare, boolean]>> = {
  StringEquals: [same, false],
  StringNotEquals: [same, true],
  StringEqualsIgnoreCase: [sameLetters, false],
  StringNotEqualsIgnoreCase: [sameLetters, true],
  StringLike: [like, false],
  StringNotLike: [like, true],
  ArnEquals: [arnLike, false],
  ArnLike: [arnLike, false],
  ArnNotEquals: [arnLike, true],
  ArnNotLike: [arnLike, true],
  Bool: [sameLetters, false],
};

export interface Test {
  readonly key: string;
  readonly wanted: readonly string[];
  readonly set: 'all' | 'any' | undefined;
  readonly ifExists: boolean;
  /** Undefined for `Null`. */
  readonly rule: readonly [Compare, boolean] | undefined;
}

/** The tests of a statement's `Condition`. Throws, by name, for an operator or a variable that is not known. */
export function readCondition(condition: unknown, where: string): readonly Test[] {
  if (condition === undefined) return [];
  return Object.entries(fields(condition, where)).flatMap(([operator, tests]) => {
    const [, set = '', name = '', ifExists] = /^(ForAllValues:|ForAnyValue:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
    const rule = operators[name];
    if (!rule && name !== 'Null')
      throw new Error(`${where}: the local cloud does not know the condition operator ${operator}.`);
    return Object.entries(fields(tests, where)).map(
      ([key, wanted]): Test => ({
        key,
        wanted: withoutVariables(texts(wanted, `${where} ${key}`), where),
        set: set === 'ForAllValues:' ? 'all' : set === 'ForAnyValue:' ? 'any' : undefined,
        ifExists: ifExists !== undefined,
        rule,
      }),
    );
  });
}

/** `${aws:PrincipalTag/...}` and its like: AWS fills them in for each call, the local cloud does not. */
export function withoutVariables(values: readonly string[], where: string): readonly string[] {
  const found = values.find((value) => value.includes('${'));
  if (found) throw new Error(`${where}: the local cloud does not know the policy variable in ${found}.`);
  return values;
}

/** Whether every test holds. Throws for a key of which the call says nothing. */
export const conditionHolds = (tests: readonly Test[], context: Context, where: string): boolean =>
  tests.map((test) => testHolds(test, context, where)).every(Boolean);

function testHolds({ key, wanted, set, ifExists, rule }: Test, context: Context, where: string): boolean {
  const [known, found] = lookUp(context, key);
  if (!rule) return wanted.some((value) => sameLetters(value, String(found === undefined)));
  if (!known && !ifExists) {
    throw new Error(`${where}: the local cloud does not know the condition key ${key} for this call.`);
  }
  const [compare, negated] = rule;
  if (found === undefined) return ifExists || negated || set === 'all';
  const one = (held: string): boolean => wanted.some((value) => compare(held, value)) !== negated;
  const held = typeof found === 'string' ? [found] : found;
  return set === 'all' || (negated && set === undefined) ? held.every(one) : held.some(one);
}

function lookUp(context: Context, key: string): readonly [known: boolean, value: Context[string]] {
  const wanted = key.toLowerCase();
  const entry = Object.entries(context).find(([name]) => name.toLowerCase() === wanted);
  return entry ? [true, entry[1]] : [false, undefined];
}
