/** Whom something happens to: one company of a scenario. */
export interface Subject {
  readonly name: string;
  readonly mayBeStruck: boolean;
}

const IDS = /(?:APPLICATION|PARTNER|PERSON)#([0-9A-HJKMNP-TV-Z]{26})/g;
const ANY_ID = /(?<![0-9A-Za-z])[0-9A-HJKMNP-TV-Z]{26}(?![0-9A-Za-z])/g;

/**
 * Finds out of whom a text speaks: by the company's domain or that of the contact beside it (`c0001-b.example`), or by an
 * id that was written together with it.
 */
export class Subjects {
  /** Who is acting: what names nobody happens on behalf of this one. */
  acting: Subject | undefined;
  readonly #byName = new Map<string, Subject>();
  readonly #byId = new Map<string, Subject>();

  add(subject: Subject): void {
    this.#byName.set(subject.name, subject);
  }

  of(text: string): Subject | undefined {
    return this.named(text) ?? this.acting;
  }

  /** Whom the text itself names. */
  named(text: string): Subject | undefined {
    return this.learn(text) ?? this.#idIn(text);
  }

  /** Who is named; ids beside the one name of a text are that company's. */
  learn(text: string): Subject | undefined {
    const names = new Set(text.match(/\bc\d{4}(?=(-b)?\.example)/g));
    if (names.size !== 1) return undefined;
    const [name = ''] = names;
    const subject = this.#byName.get(name);
    if (subject) for (const [, id = ''] of text.matchAll(IDS)) if (!this.#byId.has(id)) this.#byId.set(id, subject);
    return subject;
  }

  /** Whether it names ids of several: a read of many is nobody's own. */
  areMany(text: string): boolean {
    return new Set([...text.matchAll(ANY_ID)].flatMap(([id]) => this.#byId.get(id) ?? [])).size > 1;
  }

  idsOf(subject: Subject): readonly string[] {
    return [...this.#byId].filter(([, one]) => one === subject).map(([id]) => id);
  }

  #idIn(text: string): Subject | undefined {
    for (const [id] of text.matchAll(ANY_ID)) {
      const subject = this.#byId.get(id);
      if (subject) return subject;
    }
    return undefined;
  }
}
