/**
 * A JSON value of a definition in which every string `{% ... %}` is an expression: Arguments, Output, Assign, Items.
 * Compiled once when the definition is read.
 */
import { Expression, ExpressionFailure, type Scope } from './expression.ts';
import { isObject, type Json, type JsonObject, typeName } from './json.ts';

/** `field` is where it stands in the state, as error texts name it: `Output/result`, `Items[1]`. */
export type Template =
  | { kind: 'literal'; field: string; value: Json }
  | { kind: 'expression'; field: string; expression: Expression }
  | { kind: 'list'; field: string; items: Template[] }
  | { kind: 'object'; field: string; members: [string, Template][] };

/** An expression that gave no value, or none of the kind the field takes. */
export class EvaluationFailure extends Error {
  readonly field: string | undefined;
  /** The expression was fine, and what it gave was found wanting later. */
  readonly late: boolean;

  constructor(field: string | undefined, message: string, late = false) {
    super(message);
    this.field = field;
    this.late = late;
  }
}

export function expressionText(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : undefined;
}

/** Throws JSONata's error for an expression that cannot be read. */
export function compileTemplate(value: Json, field: string): Template {
  if (typeof value === 'string') {
    const text = expressionText(value);
    if (text !== undefined) return { kind: 'expression', field, expression: Expression.of(text) };
  } else if (Array.isArray(value)) {
    const items = value.map((item, i) => compileTemplate(item, `${field}[${i}]`));
    if (items.some((item) => item.kind !== 'literal')) return { kind: 'list', field, items };
  } else if (isObject(value)) {
    const members = Object.entries(value).map(([key, member]): [string, Template] => [
      key,
      compileTemplate(member, `${field}/${key}`),
    ]);
    if (members.some(([, member]) => member.kind !== 'literal')) return { kind: 'object', field, members };
  }
  return { kind: 'literal', field, value };
}

/** Throws, or rejects with, `EvaluationFailure`. */
export function evaluateTemplate(template: Template, scope: Scope): Json | Promise<Json> {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'expression':
      return evaluateExpression(template.expression, template.field, scope);
    case 'list':
      return evaluateList(template.items, scope);
    case 'object':
      return evaluateObject(template.members, scope);
  }
}

function evaluateExpression(expression: Expression, field: string, scope: Scope): Json | Promise<Json> {
  const explain = (error: unknown): never => {
    if (!(error instanceof ExpressionFailure)) throw error;
    const about = `The JSONata expression '${expression.text}' specified for the field '${field}'`;
    throw new EvaluationFailure(field, `${about} ${error.message}`);
  };
  try {
    const value = expression.evaluate(scope);
    return value instanceof Promise ? value.catch(explain) : value;
  } catch (error) {
    return explain(error);
  }
}

async function evaluateList(items: Template[], scope: Scope): Promise<Json> {
  const list: Json[] = [];
  for (const item of items) list.push(await evaluateTemplate(item, scope));
  return list;
}

/** Stays synchronous as long as every member does. */
function evaluateObject(members: [string, Template][], scope: Scope): Json | Promise<Json> {
  const object: JsonObject = {};
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (!member) break;
    const value = evaluateTemplate(member[1], scope);
    if (value instanceof Promise) return finishObject(object, members, i, value, scope);
    object[member[0]] = value;
  }
  return object;
}

async function finishObject(
  object: JsonObject,
  members: [string, Template][],
  from: number,
  pending: Promise<Json>,
  scope: Scope,
): Promise<Json> {
  for (const [i, [key, member]] of members.slice(from).entries())
    object[key] = await (i === 0 ? pending : evaluateTemplate(member, scope));
  return object;
}

/** A value that must be a number, list, ...: `EvaluationFailure` in the service's words when it is not. */
export function wrongType(template: Template, expected: string, value: Json): EvaluationFailure {
  const what =
    template.kind === 'expression'
      ? `The JSONata expression '${template.expression.text}' specified for the field '${template.field}'`
      : `The value specified for the field '${template.field}'`;
  return new EvaluationFailure(
    template.field,
    `${what} returned an unexpected result type. Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
  );
}
