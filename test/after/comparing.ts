import { globSync, readFileSync } from 'node:fs';
import type { Roles } from '../../infra/local/iam/roles.ts';
import type { Use } from '../../infra/local/iam/uses.ts';
import { matches, matchesResource } from '../../infra/local/iam/wildcard.ts';

/** One action on one resource that a role is granted. */
export interface Grant {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/** A grant that no test uses, and why it stays. */
export interface Justified {
  /** The role's logical id; `*` stands for any run of characters. */
  readonly role: string;
  /** Likewise; IAM's spelling. */
  readonly actions: readonly string[];
  readonly resource: string;
  readonly because: string;
}

/** Every action on every resource of every statement that allows something. */
export const grantsOf = (roles: Roles): readonly Grant[] =>
  roles
    .all()
    .flatMap(({ id, statements }) =>
      statements
        .filter((one) => one.allow)
        .flatMap(({ actions, resources }) =>
          actions.flatMap((action) => resources.map((resource) => ({ role: id, action, resource }))),
        ),
    );

export const unusedOf = (grants: readonly Grant[], uses: readonly Use[]): readonly Grant[] => {
  const byRole = Map.groupBy(uses, ({ role }) => role);
  return grants.filter(
    ({ role, action, resource }) =>
      !byRole.get(role)?.some((use) => matches(action, use.action, true) && matchesResource(resource, use.resource)),
  );
};

export const justifies = (one: Justified, grant: Grant): boolean =>
  matches(one.role, grant.role) &&
  one.actions.some((action) => matches(action, grant.action, true)) &&
  matches(one.resource, grant.resource);

/** What the clouds of a test run wrote down when they stopped. */
export const readUses = (folder: string): readonly Use[] =>
  globSync(`${folder}/*.jsonl`).flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Use => JSON.parse(line)),
  );
