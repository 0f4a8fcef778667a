import type { Bound, Path } from './binding.ts';
import { invalidExpression } from './failure.ts';
import { COMPARATORS } from './grammar.ts';
import { compare, type Type, typeOf, type Value } from './value.ts';

const TYPES: readonly string[] = ['N', 'BS', 'L', 'B', 'NULL', 'M', 'S', 'SS', 'NS', 'BOOL'];
const ORDERED: readonly Type[] = ['S', 'N', 'B'];
const COUNTS: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
  if_not_exists: 2,
  list_append: 2,
};
const COMPARES_ORDER = new Set(['<', '<=', '>', '>=']);
const NEEDS_PATH = new Set(['attribute_exists', 'attribute_not_exists', 'if_not_exists']);
const DISTINCT = new Set([...COMPARATORS, 'BETWEEN', 'IN', 'begins_with', 'contains']);

const givenValue = (operand: Bound | undefined): Value | undefined =>
  operand?.kind === 'value' ? operand.value : undefined;

export const pathText = (path: Path): string =>
  `[${path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join(', ')}]`;

const wrongType = (kind: string, operator: string, type: Type): Error =>
  invalidExpression(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );

/** What can be known to be wrong before an item is looked at. */
export function checkTest(kind: string, operator: string, operands: readonly Bound[]): void {
  checkCount(kind, operator, operands);
  for (const operand of operands) checkOperand(kind, operand);
  const [first, second, ...others] = operands;
  if (
    first?.kind === 'path' &&
    operands.some((one) => one !== first && one.kind === 'path') &&
    DISTINCT.has(operator)
  ) {
    const own = pathText(first.path);
    if ([second, ...others].some((one) => one?.kind === 'path' && pathText(one.path) === own)) {
      const what = `operator: ${operator}, first operand: ${own}`;
      const message = `The first operand must be distinct from the remaining operands for this operator or function; ${what}`;
      throw invalidExpression(kind, message);
    }
  }
  if (COMPARES_ORDER.has(operator)) for (const operand of operands) mustBe(kind, operator, operand, ORDERED);
  if (operator === 'begins_with') for (const operand of operands) mustBe(kind, operator, operand, ['S', 'B']);
  if (operator === 'attribute_type') checkTypeName(kind, second);
  if (operator === 'BETWEEN') checkBounds(kind, operands);
}

/** The same for what stands inside a test, or behind SET. */
export function checkOperand(kind: string, operand: Bound): void {
  if (operand.kind === 'path' || operand.kind === 'value') return;
  for (const inner of operand.operands) checkOperand(kind, inner);
  if (operand.kind === 'sum') {
    for (const inner of operand.operands) mustBe(kind, operand.sign, inner, ['N']);
    return;
  }
  checkCount(kind, operand.name, operand.operands);
  const [first] = operand.operands;
  if (operand.name === 'size' && first) mustBe(kind, 'size', first, ['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
  if (operand.name === 'list_append') for (const inner of operand.operands) mustBe(kind, 'list_append', inner, ['L']);
}

function checkCount(kind: string, name: string, operands: readonly Bound[]): void {
  const wanted = COUNTS[name];
  if (wanted !== undefined && operands.length !== wanted) {
    const what = `operator or function: ${name}, number of operands: ${operands.length}`;
    throw invalidExpression(kind, `Incorrect number of operands for operator or function; ${what}`);
  }
  if (NEEDS_PATH.has(name) && operands[0]?.kind !== 'path') {
    throw invalidExpression(kind, `Operator or function requires a document path; operator or function: ${name}`);
  }
}

function mustBe(kind: string, operator: string, operand: Bound, types: readonly Type[]): void {
  const value = givenValue(operand);
  const type = value ? typeOf(value) : operand.kind === 'function' && operand.name === 'size' ? 'N' : undefined;
  if (type && !types.includes(type)) throw wrongType(kind, operator, type);
}

function checkTypeName(kind: string, operand: Bound | undefined): void {
  const value = givenValue(operand);
  if (!value) return;
  if (value.S === undefined) throw wrongType(kind, 'attribute_type', typeOf(value));
  if (!TYPES.includes(value.S)) {
    const message = `Invalid attribute type name found; type: ${value.S}, valid types: {${TYPES.join(',')}}`;
    throw invalidExpression(kind, message);
  }
}

function checkBounds(kind: string, operands: readonly Bound[]): void {
  for (const operand of operands) mustBe(kind, 'BETWEEN', operand, ORDERED);
  const [low, high] = operands.slice(1).map(givenValue);
  if (!low || !high) return;
  const order = compare(low, high);
  if (order !== undefined && order <= 0) return;
  const shown = (value: Value) => `AttributeValue: {${typeOf(value)}:${value.S ?? value.N ?? value.B}}`;
  const rule =
    order === undefined
      ? 'same data type for lower and upper bounds'
      : 'upper bound to be greater than or equal to lower bound';
  const bounds = `lower bound operand: ${shown(low)}, upper bound operand: ${shown(high)}`;
  throw invalidExpression(kind, `The BETWEEN operator requires ${rule}; ${bounds}`);
}
