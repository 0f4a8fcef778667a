/** Published versions of a state machine, and the aliases that point at them. Kept with their machine. */
import { chanceFor } from './chance.ts';
import { ServiceError } from './host.ts';
import type { Machine } from './machines.ts';

export interface Version {
  number: number;
  /** Index of the revision it froze, and its id, which the first one lacks. */
  revision: number;
  revisionId: string | undefined;
  description: string | undefined;
  createdMs: number;
}

export interface Alias {
  name: string;
  description: string | undefined;
  routes: Route[];
  createdMs: number;
  updatedMs: number;
}

export interface Route {
  stateMachineVersionArn: string;
  /** Percent of the executions started. */
  weight: number;
}

export function versionArn(machine: Machine, version: Version): string {
  return `${machine.arn}:${version.number}`;
}

/** Freezes the current revision. Publishing the same one again answers the version there is. */
export function publish(
  machine: Machine,
  wanted: { description?: string | undefined; revisionId?: string | undefined },
  nowMs: number,
): Version {
  const current = machine.revisionId ?? 'INITIAL';
  if (wanted.revisionId !== undefined && wanted.revisionId !== current)
    throw new ServiceError(
      'ConflictException',
      `Failed to publish the State Machine version for revision ${wanted.revisionId}. The current State Machine revision is ${current}.`,
    );
  machine.versions ??= [];
  const known = machine.versions.find(({ revision }) => revision === machine.revision);
  if (known) return known;
  machine.versionsMade = (machine.versionsMade ?? 0) + 1;
  const version: Version = {
    number: machine.versionsMade,
    revision: machine.revision,
    revisionId: machine.revisionId,
    description: wanted.description,
    createdMs: nowMs,
  };
  machine.versions.push(version);
  return version;
}

/** Throws `ConflictException` while an alias points at it. */
export function deleteVersion(machine: Machine, number: number): void {
  const arn = `${machine.arn}:${number}`;
  const users = (machine.aliases ?? []).filter(({ routes }) =>
    routes.some((one) => one.stateMachineVersionArn === arn),
  );
  if (users.length > 0)
    throw new ServiceError(
      'ConflictException',
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(', ')}]`,
    );
  machine.versions = machine.versions?.filter((version) => version.number !== number);
}

/** Which version an execution started through the alias runs: by weight, and always the same for the same key. */
export function routed(alias: Alias, key: string): string {
  const drawn = chanceFor(key, 'route')() * 100;
  let passed = 0;
  for (const { stateMachineVersionArn, weight } of alias.routes) {
    passed += weight;
    if (drawn < passed) return stateMachineVersionArn;
  }
  return alias.routes.at(-1)?.stateMachineVersionArn ?? '';
}
