import type { Permission, Resource } from '../service.ts';
import type { Template } from '../template/template.ts';
import { fields, isFields, optionalList, text, texts } from '../template/values.ts';
import { conditionHolds } from './conditions.ts';
import { matches } from './wildcard.ts';

interface Statement {
  readonly allow: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly condition: unknown;
  readonly where: string;
}

export interface Role {
  /** Alphanumeric, and the access key id of this role's calls: the logical id. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly trusted: readonly string[];
  readonly statements: readonly Statement[];
}

/** May do everything: for tests, the console page and the AWS CLI. */
export const ADMIN = 'admin';

/** Policies of AWS that only write logs and traces, of which the local cloud keeps none behind the door. */
const KNOWN_MANAGED = new Set([
  'service-role/AWSLambdaBasicExecutionRole',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayWriteOnlyAccess',
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
]);

/** The roles of the templates and what their policies allow: nothing unless stated, and a Deny wins. */
export class Roles {
  readonly #byId = new Map<string, Role>();
  readonly #byArn = new Map<string, Role>();
  readonly #verdicts = new Map<string, boolean>();

  constructor(template: Template) {
    const documents = collectDocuments(template);
    for (const resource of template.ofType('AWS::IAM::Role')) {
      const role = readRole(resource, documents);
      if (this.#byId.has(role.id)) throw new Error(`Two stacks have a role with the logical id ${role.id}.`);
      this.#byId.set(role.id, role);
      this.#byArn.set(role.arn, role);
    }
  }

  byId(id: string): Role | undefined {
    return this.#byId.get(id);
  }

  byArn(arn: string): Role {
    const role = this.#byArn.get(arn);
    if (!role) throw new Error(`There is no role ${arn}.`);
    return role;
  }

  /** The role, which must trust this service (`lambda.amazonaws.com`). */
  assumed(arn: string, service: string): Role {
    const role = this.byArn(arn);
    if (!role.trusted.includes(service)) throw new Error(`The role ${role.name} does not trust ${service}.`);
    return role;
  }

  allowed(roleId: string, permission: Permission): boolean {
    if (roleId === ADMIN) return true;
    if (permission.context) return this.#decide(roleId, permission);
    const key = `${roleId}\n${permission.action}\n${permission.resource}`;
    const known = this.#verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = this.#decide(roleId, permission);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  #decide(roleId: string, permission: Permission): boolean {
    const role = this.#byId.get(roleId);
    if (!role) return false;
    const concerned = role.statements.filter((statement) => concerns(statement, permission));
    return concerned.some((statement) => statement.allow) && !concerned.some((statement) => !statement.allow);
  }
}

function concerns(statement: Statement, { action, resource, context = {} }: Permission): boolean {
  const named = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, action, true));
  const on = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, resource));
  const actionFits = statement.actions.length > 0 ? named(statement.actions) : !named(statement.notActions);
  if (!actionFits) return false;
  const resourceFits = statement.resources.length > 0 ? on(statement.resources) : !on(statement.notResources);
  return resourceFits && conditionHolds(statement.condition, context, statement.where);
}

function readRole(resource: Resource, documents: ReadonlyMap<string, readonly Statement[]>): Role {
  const { properties, logicalId } = resource;
  const inline = optionalList(properties.Policies).flatMap((one) =>
    readStatements(fields(one, logicalId).PolicyDocument, logicalId),
  );
  const managed = optionalList(properties.ManagedPolicyArns).flatMap((arn) => {
    const held = documents.get(text(arn, logicalId));
    if (held) return held;
    const name = text(arn, logicalId).replace(/^arn:aws:iam::aws:policy\//, '');
    if (KNOWN_MANAGED.has(name)) return [];
    throw new Error(`${logicalId}: the local cloud does not know the managed policy ${name}.`);
  });
  return {
    id: logicalId,
    arn: resource.arn ?? '',
    name: resource.ref,
    trusted: readTrust(properties.AssumeRolePolicyDocument, logicalId),
    statements: [...inline, ...managed, ...(documents.get(resource.ref) ?? [])],
  };
}

/** Statements by role name (`AWS::IAM::Policy`) and by ARN of a managed policy. */
function collectDocuments(template: Template): ReadonlyMap<string, readonly Statement[]> {
  const documents = new Map<string, Statement[]>();
  const add = (key: string, statements: readonly Statement[]): void => {
    documents.set(key, [...(documents.get(key) ?? []), ...statements]);
  };
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']) {
    for (const { logicalId, properties, ref } of template.ofType(type)) {
      const statements = readStatements(properties.PolicyDocument, logicalId);
      for (const role of optionalList(properties.Roles)) add(text(role, logicalId), statements);
      if (type === 'AWS::IAM::ManagedPolicy') add(ref, statements);
    }
  }
  return documents;
}

function readStatements(document: unknown, where: string): readonly Statement[] {
  const { Statement: given } = fields(document, `${where} PolicyDocument`);
  return (Array.isArray(given) ? given : [given]).map((one) => {
    const statement = fields(one, `${where} Statement`);
    const several = (name: string) => (statement[name] === undefined ? [] : texts(statement[name], where));
    return {
      allow: text(statement.Effect, `${where} Effect`) === 'Allow',
      actions: several('Action'),
      notActions: several('NotAction'),
      resources: several('Resource'),
      notResources: several('NotResource'),
      condition: statement.Condition,
      where,
    };
  });
}

function readTrust(document: unknown, where: string): readonly string[] {
  const { Statement: given } = fields(document, `${where} AssumeRolePolicyDocument`);
  return (Array.isArray(given) ? given : [given]).flatMap((one) => {
    const principal = fields(one, where).Principal;
    return isFields(principal) && principal.Service !== undefined ? texts(principal.Service, where) : [];
  });
}
