import { fields, isFields, text, texts } from '../template/values.ts';
import { type Context, conditionHolds, readCondition, type Test, withoutVariables } from './conditions.ts';
import { matches, matchesResource } from './wildcard.ts';

/** One statement of a policy, read once. */
export interface Statement {
  readonly allow: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: Principals | undefined;
  readonly condition: readonly Test[];
  /** Logical id of the policy, and which of its statements. */
  readonly where: string;
}

/** Whom a statement of a resource's policy means. `*` among `aws` is everybody. */
export interface Principals {
  readonly services: readonly string[];
  readonly aws: readonly string[];
}

/** What is asked: by whom it is, says the context. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** Throws, by name, for what the local cloud cannot judge. */
export function readStatements(document: unknown, where: string): readonly Statement[] {
  const { Statement: given } = fields(document, `${where} PolicyDocument`);
  return (Array.isArray(given) ? given : [given]).map((one, at) => readStatement(one, `${where}[${at}]`));
}

function readStatement(one: unknown, where: string): Statement {
  const statement = fields(one, `${where} Statement`);
  const several = (name: string) =>
    statement[name] === undefined ? [] : withoutVariables(texts(statement[name], where), where);
  return {
    allow: text(statement.Effect, `${where} Effect`) === 'Allow',
    actions: several('Action'),
    notActions: several('NotAction'),
    resources: several('Resource'),
    notResources: several('NotResource'),
    principals: readPrincipals(statement, where),
    condition: readCondition(statement.Condition, where),
    where,
  };
}

function readPrincipals({ Principal, NotPrincipal }: Record<string, unknown>, where: string): Principals | undefined {
  if (NotPrincipal !== undefined) throw new Error(`${where}: the local cloud does not know NotPrincipal.`);
  if (Principal === undefined) return undefined;
  if (!isFields(Principal)) return { services: [], aws: texts(Principal, where) };
  const { AWS, Service, ...others } = Principal;
  const [other] = Object.keys(others);
  if (other) throw new Error(`${where}: the local cloud does not know the principal ${other}.`);
  return {
    services: Service === undefined ? [] : texts(Service, where),
    aws: AWS === undefined ? [] : texts(AWS, where),
  };
}

/** Whether the statement speaks of this: its action, its resource, and under these conditions. */
export function concerns(statement: Statement, { action, resource, context }: Asked): boolean {
  return (
    namesAction(statement, action) &&
    namesResource(statement, resource) &&
    conditionHolds(statement.condition, context, statement.where)
  );
}

export function namesAction({ actions, notActions }: Statement, action: string): boolean {
  const named = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, action, true));
  return actions.length > 0 ? named(actions) : notActions.length > 0 && !named(notActions);
}

function namesResource({ resources, notResources }: Statement, resource: string): boolean {
  const on = (patterns: readonly string[]) => patterns.some((pattern) => matchesResource(pattern, resource));
  return resources.length > 0 ? on(resources) : notResources.length > 0 && !on(notResources);
}
