import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that a role was allowed, and the statement that allowed it. */
export interface Use {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly by: string;
}

/** Names the folder that takes the uses of every cloud when it stops; unset, nothing is written. */
export const USES_FOLDER = 'TANDEM_GRANT_USES';

/** What the roles of one cloud were allowed, each once. */
export class Uses {
  readonly #all = new Map<string, Use>();

  add(use: Use): void {
    this.#all.set(`${use.role}\n${use.action}\n${use.resource}`, use);
  }

  all(): readonly Use[] {
    return [...this.#all.values()];
  }

  /** Writes them, a line each, if the environment asks for it. */
  keep(): void {
    const folder = process.env[USES_FOLDER];
    if (!folder || this.#all.size === 0) return;
    mkdirSync(folder, { recursive: true });
    const lines = this.all().map((use) => `${JSON.stringify(use)}\n`);
    writeFileSync(join(folder, `${randomUUID()}.jsonl`), lines.join(''));
  }
}
