/** State machines and their revisions. A revision is kept as long as the engine, for the executions started on it. */
import { uuidFor } from './chance.ts';
import type { Definition } from './definition.ts';
import { ServiceError } from './host.ts';
import { readDefinition } from './parse-definition.ts';
import { type Alias, routed, type Version } from './versions.ts';

export interface Revision {
  definitionText: string;
  definition: Definition;
  roleArn: string;
}

export interface Machine {
  arn: string;
  name: string;
  createdMs: number;
  /** Index of the current revision. */
  revision: number;
  /** Absent until the first update, as on AWS. */
  revisionId: string | undefined;
  deleting: boolean;
  /** Logging, tracing, tags and the like: kept and answered, without effect. */
  settings: Settings;
  /** Published versions, oldest first, and how many there ever were: a number is never used twice. */
  versions?: Version[] | undefined;
  versionsMade?: number;
  aliases?: Alias[] | undefined;
}

export interface Settings {
  tags?: { key: string; value: string }[] | undefined;
  loggingConfiguration?: unknown;
  tracingConfiguration?: unknown;
  encryptionConfiguration?: unknown;
}

/** What an ARN names: a machine, or a version or an alias of it. */
export interface Found {
  machine: Machine;
  version?: Version | undefined;
  alias?: Alias | undefined;
}

/** Throws `InvalidDefinition` with the first of what is wrong. */
export function compile(definitionText: string): Definition {
  const { definition, problems } = readDefinition(definitionText);
  if (definition) return definition;
  const what = problems.map(({ code, message, location }) => `${code}: ${message} at ${location}`).join(', ');
  throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: '${what}'`);
}

export class Machines {
  readonly byArn = new Map<string, Machine>();
  readonly revisions: Revision[] = [];
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** Creating the same machine twice answers the first; throws `StateMachineAlreadyExists` for another one. */
  create(
    arn: string,
    name: string,
    definitionText: string,
    roleArn: string,
    nowMs: number,
    settings: Machine['settings'],
  ): Machine {
    const known = this.byArn.get(arn);
    const current = known && this.revisions[known.revision];
    if (known && !known.deleting) {
      if (current?.definitionText === definitionText && current.roleArn === roleArn) return known;
      throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    if (known?.deleting) throw new ServiceError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`);
    const revision = this.#addRevision(definitionText, roleArn);
    const machine: Machine = {
      arn,
      name,
      createdMs: nowMs,
      revision,
      revisionId: undefined,
      deleting: false,
      settings,
    };
    this.byArn.set(arn, machine);
    return machine;
  }

  update(
    machine: Machine,
    definitionText: string | undefined,
    roleArn: string | undefined,
    settings: Machine['settings'],
  ): void {
    const current = this.revisionAt(machine.revision);
    const next = { text: definitionText ?? current.definitionText, role: roleArn ?? current.roleArn };
    // Every start of the cloud updates every machine: what has not changed must not pile up.
    const changed = next.text !== current.definitionText || next.role !== current.roleArn;
    if (changed) {
      machine.revision = this.#addRevision(next.text, next.role);
      machine.revisionId = uuidFor(this.#seed, machine.arn, machine.revision);
    }
    Object.assign(machine.settings, settings);
  }

  #addRevision(definitionText: string, roleArn: string): number {
    return this.revisions.push({ definitionText, definition: compile(definitionText), roleArn }) - 1;
  }

  revisionAt(index: number): Revision {
    const revision = this.revisions[index];
    if (!revision) throw new Error(`There is no revision ${index}.`);
    return revision;
  }

  find(arn: string): Found | undefined {
    const machine = this.byArn.get(arn);
    if (machine) return { machine };
    const at = arn.lastIndexOf(':');
    const owner = this.byArn.get(arn.slice(0, at));
    const name = arn.slice(at + 1);
    const version = owner?.versions?.find(({ number }) => String(number) === name);
    const alias = owner?.aliases?.find((one) => one.name === name);
    return owner && (version || alias) ? { machine: owner, version, alias } : undefined;
  }

  /**
   * The same with the version that an alias leads to: `key` decides which. Throws `StateMachineDoesNotExist`.
   */
  routed(arn: string, key: string): Found {
    const found = this.find(arn);
    if (!found) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    if (!found.alias) return found;
    return { ...found, version: this.find(routed(found.alias, `${this.#seed} ${key}`))?.version };
  }

  /** Throws `StateMachineDoesNotExist`. */
  get(arn: string): Machine {
    const machine = this.byArn.get(arn);
    if (!machine) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }
}
