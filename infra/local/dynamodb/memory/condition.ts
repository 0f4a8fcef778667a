import type { Binding, Bound } from './binding.ts';
import { remembered } from './cache.ts';
import { checkTest } from './checks.ts';
import { type Condition, parseCondition } from './grammar.ts';
import { valueAt } from './path.ts';
import { byteLength, compare, equal, type Item, typeOf, type Value } from './value.ts';

/** A condition with its names and values put in. */
export type BoundCondition =
  | { readonly kind: 'and' | 'or' | 'not'; readonly parts: readonly BoundCondition[] }
  | { readonly kind: 'test'; readonly operator: string; readonly operands: readonly Bound[] };

const parse = remembered(parseCondition);

/** `kind`: the parameter, like FilterExpression. Throws for what is wrong whatever the item. */
export const bindCondition = (binding: Binding, kind: string, source: unknown): BoundCondition | undefined =>
  source === undefined || source === null ? undefined : bind(binding, kind, parse(kind, String(source)));

function bind(binding: Binding, kind: string, condition: Condition): BoundCondition {
  if (condition.kind !== 'test') {
    return { kind: condition.kind, parts: condition.parts.map((part) => bind(binding, kind, part)) };
  }
  const operands = condition.operands.map((one) => binding.operand(kind, one));
  checkTest(kind, condition.operator, operands);
  return { kind: 'test', operator: condition.operator, operands };
}

/** Whether the item fits; no item is one without attributes. */
export function holds(condition: BoundCondition, item: Item): boolean {
  if (condition.kind !== 'test') {
    if (condition.kind === 'or') return condition.parts.some((part) => holds(part, item));
    const all = condition.parts.every((part) => holds(part, item));
    return condition.kind === 'and' ? all : !all;
  }
  return test(
    condition.operator,
    condition.operands.map((operand) => resolve(operand, item)),
  );
}

function resolve(operand: Bound, item: Item): Value | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const [of] = operand.operands;
  const held = of && resolve(of, item);
  const size = held && countOf(held);
  return size === undefined ? undefined : { N: String(size) };
}

/** What `size` gives; undefined for values without a size. */
function countOf(value: Value): number | undefined {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return byteLength(value.B);
  if (value.M) return Object.keys(value.M).length;
  return (value.L ?? value.SS ?? value.NS ?? value.BS)?.length;
}

function test(operator: string, operands: readonly (Value | undefined)[]): boolean {
  const [first, second, third] = operands;
  if (operator === 'attribute_exists') return first !== undefined;
  if (operator === 'attribute_not_exists') return first === undefined;
  if (operator === '<>') return !(first && second && equal(first, second));
  if (!first || !second) return false;
  switch (operator) {
    case '=':
      return equal(first, second);
    case 'IN':
      return operands.slice(1).some((one) => one && equal(first, one));
    case 'BETWEEN':
      return third !== undefined && isOrdered('>=', first, second) && isOrdered('<=', first, third);
    case 'attribute_type':
      return typeOf(first) === second.S;
    case 'begins_with':
      return beginsWith(first, second);
    case 'contains':
      return contains(first, second);
    default:
      return isOrdered(operator, first, second);
  }
}

export function isOrdered(operator: string, one: Value, two: Value): boolean {
  const order = compare(one, two);
  if (order === undefined) return false;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

export function beginsWith(value: Value, start: Value): boolean {
  if (value.S !== undefined && start.S !== undefined) return value.S.startsWith(start.S);
  if (value.B === undefined || start.B === undefined) return false;
  const wanted = Buffer.from(start.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, wanted.length).equals(wanted);
}

function contains(value: Value, part: Value): boolean {
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined && part.B !== undefined) {
    return Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  }
  if (value.SS) return part.S !== undefined && value.SS.includes(part.S);
  if (value.NS) return part.N !== undefined && value.NS.includes(part.N);
  if (value.BS) return part.B !== undefined && value.BS.includes(part.B);
  return value.L?.some((one) => equal(one, part)) ?? false;
}
