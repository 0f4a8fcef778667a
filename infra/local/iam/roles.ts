import type { Permission, Resource } from '../service.ts';
import type { Template } from '../template/template.ts';
import { fields, optionalList, text } from '../template/values.ts';
import { contextOf, ResourcePolicies } from './resource-policies.ts';
import { type Asked, concerns, readStatements, type Statement } from './statement.ts';
import { Uses } from './uses.ts';

export interface Role {
  /** Alphanumeric, and the access key id of this role's calls: the logical id. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly trust: readonly Statement[];
  readonly statements: readonly Statement[];
  /** Beyond it nothing is allowed, whatever the statements say. */
  readonly boundary: readonly Statement[] | undefined;
}

/** May do everything: for tests, the console page and the AWS CLI. */
export const ADMIN = 'admin';

/** Why a call is refused, in the words of AWS. */
export type Refusal =
  | 'because no identity-based policy allows the'
  | 'because no permissions boundary allows the'
  | 'with an explicit deny in an identity-based policy'
  | 'with an explicit deny in a permissions boundary'
  | 'with an explicit deny in a resource-based policy';

/** Policies of AWS that only write logs and traces, of which the local cloud keeps none behind the door. */
const KNOWN_MANAGED = new Set([
  'service-role/AWSLambdaBasicExecutionRole',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayWriteOnlyAccess',
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
]);

/** The roles of the templates and what their policies allow: nothing unless stated, and a Deny wins. */
export class Roles {
  /** What was allowed, for the comparison of grants. */
  readonly uses = new Uses();
  readonly #byId = new Map<string, Role>();
  readonly #byArn = new Map<string, Role>();
  /** By role, action and resource: found without making a text of the three. */
  readonly #verdicts = new Map<string, Map<string, Map<string, Refusal | undefined>>>();
  readonly #resourcePolicies: ResourcePolicies;

  constructor(template: Template) {
    const documents = collectDocuments(template);
    for (const resource of template.ofType('AWS::IAM::Role')) {
      const role = readRole(resource, documents);
      if (this.#byId.has(role.id)) throw new Error(`Two stacks have a role with the logical id ${role.id}.`);
      this.#byId.set(role.id, role);
      this.#byArn.set(role.arn, role);
    }
    this.#resourcePolicies = new ResourcePolicies((type) => template.ofType(type));
  }

  all(): readonly Role[] {
    return [...this.#byId.values()];
  }

  byId(id: string): Role | undefined {
    return this.#byId.get(id);
  }

  byArn(arn: string): Role {
    const role = this.#byArn.get(arn);
    if (!role) throw new Error(`There is no role ${arn}.`);
    return role;
  }

  /** The role, which must trust this service (`lambda.amazonaws.com`) for the resource that is to have it. */
  assumed(arn: string, service: string, sourceArn = ''): Role {
    const role = this.byArn(arn);
    const account = role.arn.split(':')[4] ?? '';
    const context = { ...contextOf({ service, sourceArn }), 'aws:SourceAccount': account };
    const asked = { action: 'sts:AssumeRole', resource: role.arn, context };
    const meant = role.trust.filter((one) => one.principals?.services.includes(service) && concerns(one, asked));
    if (meant.some((one) => one.allow) && meant.every((one) => one.allow)) return role;
    throw new Error(`The role ${role.name} does not trust ${service}.`);
  }

  /** Whether it is allowed; what is allowed counts as used. */
  allowed(roleId: string, permission: Permission): boolean {
    return this.refusal(roleId, permission) === undefined;
  }

  /** Why it is not allowed; undefined when it is, and then it counts as used. */
  refusal(roleId: string, permission: Permission): Refusal | undefined {
    if (roleId === ADMIN) return undefined;
    if (permission.context) return this.#decide(roleId, permission);
    const known = within(within(this.#verdicts, roleId), permission.action);
    if (known.has(permission.resource)) return known.get(permission.resource);
    const verdict = this.#decide(roleId, permission);
    known.set(permission.resource, verdict);
    return verdict;
  }

  /** Whether it would be allowed, without a use: what AWS asks when it deploys. */
  grants(roleId: string, permission: Permission): boolean {
    return typeof this.#judge(roleId, permission) !== 'string';
  }

  #decide(roleId: string, permission: Permission): Refusal | undefined {
    const verdict = this.#judge(roleId, permission);
    if (typeof verdict === 'string') return verdict;
    this.uses.add({ role: roleId, action: permission.action, resource: permission.resource, by: verdict.where });
    return undefined;
  }

  #judge(roleId: string, { action, resource, context }: Permission): Statement | Refusal {
    const role = this.#byId.get(roleId);
    if (!role) return 'because no identity-based policy allows the';
    const asked: Asked = { action, resource, context: { ...contextOf({ role }), ...context } };
    const onResource = this.#resourcePolicies.judge({ role }, asked, context);
    const own = verdictOf(role.statements, asked);
    const beyond = role.boundary && verdictOf(role.boundary, asked);
    if (onResource.deniedBy) return 'with an explicit deny in a resource-based policy';
    if (own.deniedBy) return 'with an explicit deny in an identity-based policy';
    if (beyond?.deniedBy) return 'with an explicit deny in a permissions boundary';
    const allowedBy = own.allowedBy ?? onResource.allowedBy;
    if (!allowedBy) return 'because no identity-based policy allows the';
    return beyond && !beyond.allowedBy ? 'because no permissions boundary allows the' : allowedBy;
  }
}

function within<T extends Map<string, unknown>>(map: Map<string, T>, key: string): T {
  let held = map.get(key);
  if (!held) {
    held = new Map() as T;
    map.set(key, held);
  }
  return held;
}

const verdictOf = (statements: readonly Statement[], asked: Asked) => {
  const found = statements.filter((statement) => concerns(statement, asked));
  return { allowedBy: found.find((one) => one.allow), deniedBy: found.find((one) => !one.allow) };
};

function readRole(resource: Resource, documents: ReadonlyMap<string, readonly Statement[]>): Role {
  const { properties, logicalId } = resource;
  const inline = optionalList(properties.Policies).flatMap((one) =>
    readStatements(fields(one, logicalId).PolicyDocument, logicalId),
  );
  const managed = (arn: unknown): readonly Statement[] => {
    const held = documents.get(text(arn, logicalId));
    if (held) return held;
    const name = text(arn, logicalId).replace(/^arn:aws:iam::aws:policy\//, '');
    if (KNOWN_MANAGED.has(name)) return [];
    throw new Error(`${logicalId}: the local cloud does not know the managed policy ${name}.`);
  };
  const { PermissionsBoundary: boundary } = properties;
  return {
    id: logicalId,
    arn: resource.arn ?? '',
    name: resource.ref,
    trust: readStatements(properties.AssumeRolePolicyDocument, logicalId).map(onAnyRole),
    statements: [
      ...inline,
      ...optionalList(properties.ManagedPolicyArns).flatMap(managed),
      ...(documents.get(resource.ref) ?? []),
    ],
    boundary: boundary === undefined ? undefined : managed(boundary),
  };
}

/** A trust policy has no resource: it means its role. */
const onAnyRole = (statement: Statement): Statement => ({ ...statement, resources: ['*'] });

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
