import type { Resource } from '../service.ts';
import { isFields, optionalList, text } from '../template/values.ts';
import { type Asked, concerns, readStatements, type Statement } from './statement.ts';

type Read = (type: string) => readonly Resource[];

/** Who calls: a role of the templates, or a service of AWS in the name of a rule, a route, a queue. */
export type Caller =
  | { readonly role: { readonly arn: string } }
  | { readonly service: string; readonly sourceArn: string };

/** What the statements of a policy come to: the one that refuses before one that allows. */
export interface Verdict {
  readonly allowedBy: Statement | undefined;
  readonly deniedBy: Statement | undefined;
}

/** The policies that resources have themselves: functions' permissions, queues', tables', secrets' and buckets' policies. */
export class ResourcePolicies {
  /** By ARN of the resource. */
  readonly #byArn = new Map<string, Statement[]>();
  readonly #verdicts = new Map<string, Verdict>();

  constructor(resources: Read) {
    for (const permission of resources('AWS::Lambda::Permission')) this.#add(...permissionOf(permission, resources));
    for (const { logicalId, properties } of resources('AWS::SQS::QueuePolicy')) {
      const statements = readStatements(properties.PolicyDocument, logicalId);
      for (const queue of resources('AWS::SQS::Queue')) {
        if (optionalList(properties.Queues).includes(queue.ref)) this.#add(queue.arn ?? '', statements);
      }
    }
    for (const { logicalId, properties } of resources('AWS::SecretsManager::ResourcePolicy')) {
      this.#add(text(properties.SecretId, logicalId), readStatements(properties.ResourcePolicy, logicalId));
    }
    for (const { logicalId, properties } of resources('AWS::S3::BucketPolicy')) {
      const bucket = text(properties.Bucket, logicalId);
      this.#add(`arn:aws:s3:::${bucket}`, readStatements(properties.PolicyDocument, logicalId));
    }
    for (const table of ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'].flatMap(resources))
      this.#addTable(table);
  }

  #addTable({ logicalId, arn = '', properties }: Resource): void {
    for (const held of [properties, ...optionalList(properties.Replicas)]) {
      const policy = isFields(held) ? held.ResourcePolicy : undefined;
      if (isFields(policy)) this.#add(arn, readStatements(policy.PolicyDocument, logicalId));
    }
  }

  #add(arn: string, statements: readonly Statement[]): void {
    this.#byArn.set(arn, [...(this.#byArn.get(arn) ?? []), ...statements]);
  }

  /** The same every time for a service in the name of the same rule or route: judged once. */
  judgeService(service: string, sourceArn: string, asked: Omit<Asked, 'context'>): Verdict {
    const key = `${service}\n${sourceArn}\n${asked.action}\n${asked.resource}`;
    const known = this.#verdicts.get(key);
    if (known) return known;
    const verdict = this.judge({ service, sourceArn }, asked);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  judge(caller: Caller, asked: Omit<Asked, 'context'>, more: Asked['context'] = {}): Verdict {
    // A table's policy speaks for its indexes too, a bucket's for its objects.
    const owner = asked.resource
      .replace(/(:table\/[^/]+)\/index\/.*$/, '$1')
      .replace(/^(arn:aws:s3:::[^/]+)\/.*$/s, '$1');
    const held = this.#byArn.get(owner);
    if (!held) return { allowedBy: undefined, deniedBy: undefined };
    const context = { ...contextOf(caller), ...more };
    const found = held.filter((one) => means(one, caller) && concerns(one, { ...asked, context }));
    return { allowedBy: found.find((one) => one.allow), deniedBy: found.find((one) => !one.allow) };
  }
}

/** What every call tells of itself. */
export function contextOf(caller: Caller): Asked['context'] {
  const isRole = 'role' in caller;
  const arn = isRole ? caller.role.arn : caller.sourceArn;
  const account = arn.split(':')[4];
  return {
    'aws:SecureTransport': 'true',
    'aws:PrincipalIsAWSService': String(!isRole),
    'aws:PrincipalArn': isRole ? arn : undefined,
    'aws:PrincipalAccount': isRole ? account : undefined,
    'aws:PrincipalServiceName': isRole ? undefined : caller.service,
    'aws:SourceArn': isRole ? undefined : arn,
    'aws:SourceAccount': isRole ? undefined : account,
  };
}

/**
 * Whether the statement speaks of this caller. One that allows the account lets its own policies decide, and so grants
 * nothing by itself; one that denies the account denies everybody in it.
 */
function means({ principals, allow }: Statement, caller: Caller): boolean {
  if (!principals) return false;
  if (principals.aws.includes('*')) return true;
  if (!('role' in caller)) return principals.services.includes(caller.service);
  const { arn } = caller.role;
  const account = arn.split(':')[4] ?? '';
  if (principals.aws.includes(arn)) return true;
  return !allow && principals.aws.some((one) => [account, `arn:aws:iam::${account}:root`].includes(one));
}

const JUDGED = new Set(['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount']);

/** `AWS::Lambda::Permission` as the statement that Lambda makes of it. */
function permissionOf({ logicalId, properties }: Resource, resources: Read): [string, readonly Statement[]] {
  const unknown = Object.keys(properties).find((name) => !JUDGED.has(name));
  if (unknown) throw new Error(`${logicalId}: the local cloud does not know ${unknown} of a permission.`);
  const named = text(properties.FunctionName, logicalId);
  const principal = text(properties.Principal, logicalId);
  const { SourceArn, SourceAccount } = properties;
  const arn = named.startsWith('arn:') ? named : arnOfFunction(named, resources);
  const statement = {
    Effect: 'Allow',
    Action: properties.Action,
    Resource: arn,
    Principal: principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal },
    Condition: {
      ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
    },
  };
  return [arn, readStatements({ Statement: statement }, logicalId)];
}

/** `name` or `name:alias`. */
function arnOfFunction(named: string, resources: Read): string {
  const [name, qualifier] = named.split(':');
  const arn = resources('AWS::Lambda::Function').find((one) => one.ref === name)?.arn ?? named;
  return qualifier ? `${arn}:${qualifier}` : arn;
}

const known = new WeakMap<object, ResourcePolicies>();

/** Read once for each ground: a busy API asks for them with every request. */
export function resourcePoliciesOf(ground: { readonly resources: Read }): ResourcePolicies {
  let policies = known.get(ground);
  if (!policies) {
    policies = new ResourcePolicies(ground.resources);
    known.set(ground, policies);
  }
  return policies;
}
