import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { firstPolicy, type Policy, type PolicyVersion, policyVersion } from '../policy/contract.ts';
import { keys } from './keys.ts';
import { versionInForce } from './policy-versions.ts';
import { settings } from './settings.ts';
import { table } from './table.ts';

export interface PolicyInForce {
  readonly version: number;
  readonly policy: Policy;
}

export { versionInForce } from './policy-versions.ts';

const KEPT_MS = 300_000;
const held = new Map<string, { readAt: number; versions: readonly PolicyVersion[] }>();

/** Version 1 with the partnership types that this stage opens by a recorded override [L13]. */
export const firstVersion = (): PolicyVersion => ({
  version: 1,
  effectiveAt: '1970-01-01T00:00:00.000Z',
  publishedAt: '1970-01-01T00:00:00.000Z',
  publishedBy: 'rule',
  appliesTo: 'new',
  note: 'The defaults of the program rules.',
  document: {
    ...firstPolicy,
    signUp: { ...firstPolicy.signUp, openTypes: [...firstPolicy.signUp.openTypes, ...settings.openedTypes()] },
  },
});

/** All versions as they are now, oldest first, version 1 included. */
export const queryPolicyVersions = async (): Promise<readonly PolicyVersion[]> => {
  const versions: PolicyVersion[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        ConsistentRead: true,
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': keys.policy(1).PK },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) versions.push(policyVersion.parse(item.published));
    from = page.LastEvaluatedKey;
  } while (from);
  return [firstVersion(), ...versions];
};

/** All versions, oldest first, version 1 included. Kept five minutes of the handler's clock. Needs `Query` on the table. */
export const readPolicyVersions = async (now: Date): Promise<readonly PolicyVersion[]> => {
  const at = now.getTime();
  const kept = held.get(settings.programTable());
  if (kept && at >= kept.readAt && at - kept.readAt < KEPT_MS) return kept.versions;
  const versions = await queryPolicyVersions();
  held.set(settings.programTable(), { readAt: at, versions });
  return versions;
};

const named = ({ version, document }: PolicyVersion): PolicyInForce => ({ version, policy: document });

/** The policy in force now: for everything that begins now. */
export const readPolicy = async (now: Date): Promise<PolicyInForce> =>
  named(versionInForce(await readPolicyVersions(now), now.toISOString()));

/** The policy for what began under `begunUnder` and still runs: that version, unless a later one says "all" [Z2]. */
export const readPolicySince = async (begunUnder: number, now: Date): Promise<PolicyInForce> =>
  named(versionInForce(await readPolicyVersions(now), now.toISOString(), begunUnder));
