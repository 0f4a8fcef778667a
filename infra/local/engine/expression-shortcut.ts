/**
 * The short way round JSONata's evaluator for paths through plain objects, literals, comparisons, conditions and
 * string concatenation. Wherever JSONata would do more than that (an array on the way, a missing variable, mixed
 * types), it answers SLOW and the evaluator takes over, so the meaning stays JSONata's.
 */
import type { Scope } from './expression.ts';
import { isObject } from './json.ts';

export const SLOW: unique symbol = Symbol('slow');
export type ShortCut = (scope: Scope) => unknown;

const PLAIN_KEYS = new Set(['type', 'value', 'position', 'steps', 'lhs', 'rhs', 'condition', 'then', 'else']);

export function shortCutFor(node: unknown): ShortCut | undefined {
  if (!isObject(node) || Object.keys(node).some((key) => !PLAIN_KEYS.has(key))) return undefined;
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value': {
      const { value } = node;
      return () => value;
    }
    case 'variable':
      return variable(node.value);
    case 'path':
      return path(node.steps);
    case 'binary':
      return binary(node);
    case 'condition':
      return condition(node);
    default:
      return undefined;
  }
}

function variable(name: unknown): ShortCut | undefined {
  if (typeof name !== 'string' || name === '' || name === '$') return undefined;
  if (name === 'states') return (scope) => scope.states;
  return (scope) => (Object.hasOwn(scope.variables, name) ? scope.variables[name] : SLOW);
}

function path(steps: unknown): ShortCut | undefined {
  if (!Array.isArray(steps)) return undefined;
  const [head, ...rest] = steps;
  const start = isObject(head) && head.type === 'variable' ? shortCutFor(head) : undefined;
  const names: string[] = [];
  for (const step of rest) {
    if (!isObject(step) || step.type !== 'name' || typeof step.value !== 'string') return undefined;
    if (Object.keys(step).some((key) => !PLAIN_KEYS.has(key))) return undefined;
    names.push(step.value);
  }
  if (!start) return undefined;
  return (scope) => {
    let at = start(scope);
    for (const name of names) {
      if (at === SLOW || Array.isArray(at)) return SLOW;
      at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
    }
    return at;
  };
}

function binary(node: Record<string, unknown>): ShortCut | undefined {
  const left = shortCutFor(node.lhs);
  const right = shortCutFor(node.rhs);
  const combine = typeof node.value === 'string' ? OPERATORS[node.value] : undefined;
  if (!left || !right || !combine) return undefined;
  return (scope) => {
    const a = left(scope);
    if (a === SLOW) return SLOW;
    const b = right(scope);
    return b === SLOW ? SLOW : combine(a, b);
  };
}

const OPERATORS: Record<string, (a: unknown, b: unknown) => unknown> = {
  '=': (a, b) => equal(a, b),
  '!=': (a, b) => {
    if (a === undefined || b === undefined) return false;
    const same = equal(a, b);
    return same === SLOW ? SLOW : !same;
  },
  and: (a, b) => (typeof a === 'boolean' && typeof b === 'boolean' ? a && b : SLOW),
  or: (a, b) => (typeof a === 'boolean' && typeof b === 'boolean' ? a || b : SLOW),
  '&': (a, b) => (typeof a === 'string' && typeof b === 'string' ? a + b : SLOW),
};

function equal(a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return false;
  const comparable = (value: unknown) => value === null || typeof value !== 'object';
  return comparable(a) && comparable(b) ? a === b : SLOW;
}

function condition(node: Record<string, unknown>): ShortCut | undefined {
  const test = shortCutFor(node.condition);
  const yes = shortCutFor(node.then);
  const no = node.else === undefined ? () => undefined : shortCutFor(node.else);
  if (!test || !yes || !no) return undefined;
  return (scope) => {
    const answer = test(scope);
    if (typeof answer !== 'boolean') return SLOW;
    return answer ? yes(scope) : no(scope);
  };
}
