import type { Cloud } from '../cloud.ts';
import type { Letter } from '../services/types.ts';

export interface Reader {
  notice(letters: readonly Letter[]): void;
}

/** Brings letters to those they are for, in the order in which they were sent. */
export class Postman {
  readonly #cloud: Cloud;
  readonly #readers: ReadonlyMap<string, Reader>;
  readonly #held = new Map<string, Letter[]>();
  #seen = 0;

  constructor(cloud: Cloud, readers: ReadonlyMap<string, Reader>) {
    this.#cloud = cloud;
    this.#readers = readers;
  }

  deliver(): void {
    const arrived = this.#cloud.inbox.arrived(this.#seen);
    for (const letter of arrived) {
      // A letter that came back reached nobody.
      if (letter.feedback.some(({ kind }) => kind.startsWith('Bounce'))) continue;
      const address = letter.destinations[0] ?? '';
      const held = this.#held.get(address) ?? [];
      held.push(letter);
      this.#held.set(address, held);
      this.#readers.get(address)?.notice(held);
    }
    this.#seen += arrived.length;
  }
}
