import type { Binding, Bound } from './binding.ts';
import { remembered } from './cache.ts';
import { checkTest } from './checks.ts';
import { beginsWith, isOrdered } from './condition.ts';
import { invalid } from './failure.ts';
import { type Condition, parseCondition } from './grammar.ts';
import { checkNotEmpty, type KeyPart, type KeySchema } from './schema.ts';
import { type Item, typeOf, type Value } from './value.ts';

const KIND = 'KeyConditionExpression';
const RANGE_OPERATORS = new Set(['=', '<', '<=', '>', '>=', 'BETWEEN', 'begins_with']);
/** `:v < SK` is `SK > :v`. */
const TURNED: Readonly<Record<string, string>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

interface KeyTest {
  readonly operator: string;
  readonly values: readonly Value[];
}

/** Which rows a query wants. */
export interface KeyCondition {
  readonly hash: Value;
  readonly range: KeyTest | undefined;
  readonly schema: KeySchema;
}

const parse = remembered(parseCondition);
const unsupported = () => invalid('Query key condition not supported');
const badOperator = (operator: string) => invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);

export function bindKeyCondition(binding: Binding, source: unknown, schema: KeySchema): KeyCondition {
  if (source === undefined || source === null) {
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  }
  const tests = new Map<string, KeyTest>();
  for (const condition of flat(parse(KIND, String(source)))) {
    const [name, test] = readTest(binding, condition);
    if (tests.has(name)) throw invalid('KeyConditionExpressions must only contain one condition per key');
    tests.set(name, test);
  }
  const hash = tests.get(schema.hash.name);
  const range = schema.range && tests.get(schema.range.name);
  if (!hash || tests.size > (range ? 2 : 1)) throw invalid('Query condition missed key schema element');
  const [value] = hash.values;
  if (hash.operator !== '=' || !value) throw unsupported();
  checkValues(schema.hash, hash);
  if (schema.range && range) checkValues(schema.range, range);
  return { hash: value, range, schema };
}

function flat(condition: Condition): readonly (Condition & { kind: 'test' })[] {
  if (condition.kind === 'test') return [condition];
  if (condition.kind !== 'and') throw badOperator(condition.kind.toUpperCase());
  return condition.parts.flatMap(flat);
}

function readTest(binding: Binding, condition: Condition & { kind: 'test' }): readonly [string, KeyTest] {
  const operands = condition.operands.map((one) => binding.operand(KIND, one));
  const { operator } = condition;
  if (!RANGE_OPERATORS.has(operator)) throw badOperator(operator);
  checkTest(KIND, operator, operands);
  const turned = operands[0]?.kind === 'value' && TURNED[operator] !== undefined;
  const [place, ...others] = turned ? [...operands].reverse() : operands;
  const values = others.map(givenValue);
  if (place?.kind !== 'path' || place.path.length !== 1) throw unsupported();
  return [String(place.path[0]), { operator: turned ? (TURNED[operator] ?? operator) : operator, values }];
}

function givenValue(operand: Bound): Value {
  if (operand.kind === 'value') return operand.value;
  throw unsupported();
}

function checkValues(part: KeyPart, { values }: KeyTest): void {
  for (const value of values) {
    if (typeOf(value) !== part.type) {
      throw invalid('One or more parameter values were invalid: Condition parameter type does not match schema type');
    }
    checkNotEmpty(part.name, value);
  }
}

/** Whether a row of the right partition is wanted. */
export function inRange({ range, schema }: KeyCondition, item: Item): boolean {
  const value = schema.range && item[schema.range.name];
  const [first, second] = range?.values ?? [];
  if (!range || !first) return true;
  if (!value) return false;
  if (range.operator === 'begins_with') return beginsWith(value, first);
  if (range.operator === 'BETWEEN')
    return second !== undefined && isOrdered('>=', value, first) && isOrdered('<=', value, second);
  return range.operator === '='
    ? isOrdered('>=', value, first) && isOrdered('<=', value, first)
    : isOrdered(range.operator, value, first);
}

/** The lowest range key that can be wanted; undefined when that is any. */
export function lowest({ range }: KeyCondition): Value | undefined {
  return range && !range.operator.startsWith('<') ? range.values[0] : undefined;
}
