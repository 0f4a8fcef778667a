/**
 * One JSONata expression. The reference implementation evaluates; simple paths and comparisons, which are most of
 * what a workflow holds, take a short way that gives the same answer without a promise.
 */
import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import { type Chance, uuidFrom } from './chance.ts';
import { type ShortCut, SLOW, shortCutFor } from './expression-shortcut.ts';
import { type Json, NotJson, toJson } from './json.ts';

/** What an expression can see. */
export interface Scope {
  /** `$states`. */
  states: Record<string, unknown>;
  /** Variables assigned so far. */
  variables: Readonly<Record<string, Json>>;
  /** Epoch milliseconds for `$now` and `$millis`. */
  nowMs: number;
  /** For `$random` and `$uuid`. */
  chance: () => Chance;
}

/** Why an expression gave no value; the text follows "The JSONata expression '...' specified for the field '...'". */
export class ExpressionFailure extends Error {}

// A workflow's expressions select and compare. These bounds stop only what would never end.
const LIMITS = { stack: 500, sequence: 1_000_000 };
const MAX_STEPS = 250_000;
const ENTRY = Symbol.for('jsonata.__evaluate_entry');

export class Expression {
  readonly text: string;
  readonly #compiled: jsonata.Expression;
  readonly #shortCut: ShortCut | undefined;
  readonly #usesClock: boolean;
  readonly #usesChance: boolean;

  private constructor(text: string) {
    this.text = text;
    this.#compiled = jsonata(text, LIMITS);
    this.#shortCut = shortCutFor(this.#compiled.ast());
    this.#usesClock = /\$(now|millis)\b/.test(text);
    this.#usesChance = /\$(random|uuid)\b/.test(text);
    registerFunctions(this.#compiled);
    // Only a function of its own can loop for ever; counting its steps costs time, so nothing else is counted.
    if (/function|λ/.test(text)) countSteps(this.#compiled);
  }

  static #cache = new Map<string, Expression>();

  /** Compiles once per text. Throws JSONata's error for a text that is none. */
  static of(text: string): Expression {
    const known = Expression.#cache.get(text);
    if (known) return known;
    const made = new Expression(text);
    Expression.#cache.set(text, made);
    return made;
  }

  /** Throws, or rejects with, `ExpressionFailure`. */
  evaluate(scope: Scope): Json | Promise<Json> {
    const quick = this.#shortCut?.(scope);
    if (this.#shortCut === undefined || quick === SLOW) return this.#evaluateSlowly(scope);
    return checked(quick);
  }

  async #evaluateSlowly(scope: Scope): Promise<Json> {
    const bindings: Record<string, unknown> = { ...scope.variables, states: scope.states };
    if (this.#usesClock) bindClock(bindings, scope.nowMs);
    if (this.#usesChance) bindChance(bindings, scope.chance());
    let value: unknown;
    try {
      value = await this.#compiled.evaluate(undefined, bindings);
    } catch (error) {
      throw new ExpressionFailure(`threw an error during evaluation. ${describe(error)}`);
    }
    return checked(value === undefined ? undefined : plain(value));
  }
}

function checked(value: unknown): Json {
  if (value === undefined) throw new ExpressionFailure('returned nothing (undefined).');
  // The short way hands out what the state's data already holds, which is JSON.
  return value as Json;
}

function plain(value: unknown): Json {
  try {
    return toJson(value);
  } catch (error) {
    if (error instanceof NotJson) throw new ExpressionFailure('returned an unsupported result type.');
    throw error;
  }
}

function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${'message' in error ? error.message : 'unknown error'}`;
}

function fail(message: string): never {
  throw Object.assign(new Error(message), { code: 'D3137' });
}

/** The functions Step Functions adds to JSONata, and the one it takes away. */
function registerFunctions(expression: jsonata.Expression): void {
  expression.registerFunction('partition', (list: unknown, size: unknown) => {
    if (list === undefined) return undefined;
    const items = Array.isArray(list) ? list : [list];
    if (typeof size !== 'number' || size < 1) return fail('$partition needs a chunk size of 1 or more');
    const width = Math.floor(size);
    return Array.from({ length: Math.ceil(items.length / width) }, (_, i) => items.slice(i * width, (i + 1) * width));
  });
  expression.registerFunction('range', (first: unknown, last: unknown, step: unknown = 1) => {
    if (typeof first !== 'number' || typeof last !== 'number' || typeof step !== 'number' || step === 0)
      return fail('$range needs a first number, a last number and a step that is not 0');
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (length > LIMITS.sequence) return fail('$range gives too many numbers');
    // A sequence of JSONata, as recorded on the service: one number alone is no list.
    const numbers = Array.from({ length }, (_, i) => first + i * step);
    return length === 1 ? Object.assign(numbers, { sequence: true }) : numbers;
  });
  expression.registerFunction('hash', (data: unknown, algorithm: unknown = 'SHA-256') => {
    if (data === undefined) return undefined;
    const known = { MD5: 'md5', 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
    const name = Object.entries(known).find(([label]) => label === algorithm)?.[1];
    if (!name) return fail(`$hash knows ${Object.keys(known).join(', ')}`);
    return createHash(name)
      .update(typeof data === 'string' ? data : JSON.stringify(data))
      .digest('hex');
  });
  expression.registerFunction('parse', (text: unknown) => {
    if (text === undefined) return undefined;
    if (typeof text !== 'string') return fail('$parse needs a string');
    try {
      return JSON.parse(text);
    } catch {
      return fail('$parse was given a string that is not JSON');
    }
  });
  expression.registerFunction('eval', () => fail('$eval is not supported by Step Functions'));
}

const formatted = jsonata('$fromMillis($ms, $picture, $zone)');

function bindClock(bindings: Record<string, unknown>, nowMs: number): void {
  bindings.millis = () => nowMs;
  bindings.now = (picture?: string, zone?: string) =>
    picture === undefined
      ? new Date(nowMs).toISOString()
      : formatted.evaluate(undefined, { ms: nowMs, picture, ...(zone === undefined ? {} : { zone }) });
}

function bindChance(bindings: Record<string, unknown>, chance: Chance): void {
  bindings.random = (seed?: number) =>
    seed === undefined ? chance() : createHash('sha256').update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
  bindings.uuid = () => uuidFrom(chance);
}

function countSteps(expression: jsonata.Expression): void {
  const steps = new WeakMap<object, number>();
  const count = (_node: unknown, _input: unknown, environment: { base: object }) => {
    const done = (steps.get(environment.base) ?? 0) + 1;
    if (done > MAX_STEPS) fail('the expression does not come to an end');
    steps.set(environment.base, done);
  };
  // The library's own hook; its typing knows string names only.
  (expression.assign as (name: unknown, value: unknown) => void)(ENTRY, count);
}
