export interface Count {
  readonly service: string;
  readonly action: string;
  readonly role: string;
  calls: number;
  /** Answers of status 400 or more, refused grants and injected faults included. */
  errors: number;
  /** DynamoDB capacity units; a failed condition counts. */
  readUnits: number;
  writeUnits: number;
}

/** What went through the door, by service, action and role: the bill and the tests read it. */
export class Counters {
  readonly #counts: Count[] = [];
  /** By role, action and service: found without making a text of the three. */
  readonly #byName = new Map<string, Map<string, Map<string, Count>>>();

  add(
    call: { readonly service: string; readonly action: string; readonly role: string },
    failed: boolean,
    units: { readonly read: number; readonly write: number } | undefined,
  ): void {
    const count = this.#byName.get(call.role)?.get(call.action)?.get(call.service) ?? this.#begin(call);
    count.calls += 1;
    if (failed) count.errors += 1;
    count.readUnits += units?.read ?? 0;
    count.writeUnits += units?.write ?? 0;
  }

  #begin({ service, action, role }: Pick<Count, 'service' | 'action' | 'role'>): Count {
    const count = { service, action, role, calls: 0, errors: 0, readUnits: 0, writeUnits: 0 };
    this.#counts.push(count);
    const ofRole = this.#byName.get(role) ?? new Map<string, Map<string, Count>>();
    const ofAction = ofRole.get(action) ?? new Map<string, Count>();
    this.#byName.set(role, ofRole.set(action, ofAction.set(service, count)));
    return count;
  }

  all(): readonly Readonly<Count>[] {
    return [...this.#counts];
  }

  /** The sum over what fits; leave a field out to sum over it. */
  sum(filter: { service?: string; action?: string; role?: string } = {}): Omit<Count, 'service' | 'action' | 'role'> {
    const total = { calls: 0, errors: 0, readUnits: 0, writeUnits: 0 };
    for (const count of this.#counts) {
      if (filter.service !== undefined && filter.service !== count.service) continue;
      if (filter.action !== undefined && filter.action !== count.action) continue;
      if (filter.role !== undefined && filter.role !== count.role) continue;
      total.calls += count.calls;
      total.errors += count.errors;
      total.readUnits += count.readUnits;
      total.writeUnits += count.writeUnits;
    }
    return total;
  }

  clear(): void {
    this.#counts.length = 0;
    this.#byName.clear();
  }
}
