import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Inbox, Letter } from '../types.ts';
import { Arrived } from './arrived.ts';
import { parseMessage } from './message.ts';

const facts = z.strictObject({
  id: z.string(),
  at: z.number(),
  source: z.string(),
  destinations: z.array(z.string()),
  configurationSet: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
  feedback: z.array(z.strictObject({ at: z.number(), kind: z.string() })),
});
type Facts = z.infer<typeof facts>;

/** A letter as it is kept: its facts and its bytes. The message is parsed when somebody looks. */
export interface Kept extends Facts {
  readonly raw: Uint8Array;
}

/**
 * The letters SES accepted, in order. With a folder each is two files there, the message (`.eml`) and what SES knows of
 * it (`.json`), written at once, so that even a killed process loses none.
 */
export class Letters implements Inbox {
  #kept: Kept[] = [];
  readonly #parsed = new Map<string, Letter>();
  readonly #folder: string | undefined;
  #sequence = 0;
  readonly #files = new Map<string, string>();
  readonly #byId = new Map<string, Kept>();

  constructor(folder: string | undefined) {
    this.#folder = folder;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder).sort()) {
      if (!name.endsWith('.json')) continue;
      const stem = join(folder, name.slice(0, -'.json'.length));
      const held = facts.parse(JSON.parse(readFileSync(`${stem}.json`, 'utf8')));
      this.#keep({ ...held, raw: readFileSync(`${stem}.eml`) });
      this.#files.set(held.id, stem);
      this.#sequence = Number.parseInt(name, 10);
    }
  }

  add(letter: Kept): void {
    this.#keep(letter);
    if (!this.#folder) return;
    const stem = join(this.#folder, `${String(++this.#sequence).padStart(8, '0')}-${letter.id.slice(-40)}`);
    this.#files.set(letter.id, stem);
    replaceFile(`${stem}.eml`, letter.raw); // before the .json: a letter exists once its facts do
    this.#writeFacts(letter);
  }

  note(letter: Kept, at: number, kind: string): void {
    letter.feedback.push({ at, kind });
    this.#parsed.delete(letter.id);
    this.#writeFacts(letter);
  }

  latestTo(address: string): Kept | undefined {
    return this.#kept.findLast((letter) => names(letter, address));
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  count(): number {
    return this.#kept.length;
  }

  arrived(seen: number): readonly Letter[] {
    return this.#kept.slice(seen).map((kept) => new Arrived(kept));
  }

  async all(): Promise<readonly Letter[]> {
    return Promise.all(this.#kept.map((kept) => this.#read(kept)));
  }

  async to(address: string): Promise<readonly Letter[]> {
    return Promise.all(this.#kept.filter((kept) => names(kept, address)).map((kept) => this.#read(kept)));
  }

  async find(id: string): Promise<Letter | undefined> {
    const kept = this.#byId.get(id);
    return kept && this.#read(kept);
  }

  clear(): void {
    for (const stem of this.#files.values()) {
      rmSync(`${stem}.json`, { force: true });
      rmSync(`${stem}.eml`, { force: true });
    }
    this.#files.clear();
    this.#byId.clear();
    this.#parsed.clear();
    this.#kept = [];
  }

  #keep(letter: Kept): void {
    this.#kept.push(letter);
    this.#byId.set(letter.id, letter);
  }

  async #read(kept: Kept): Promise<Letter> {
    const known = this.#parsed.get(kept.id);
    if (known) return known;
    const parsed = await parseMessage(kept.raw);
    const letter = {
      ...kept,
      ...parsed,
      configurationSet: kept.configurationSet ?? undefined,
      feedback: [...kept.feedback],
    };
    this.#parsed.set(kept.id, letter);
    return letter;
  }

  #writeFacts({ raw: _, ...held }: Kept): void {
    const stem = this.#files.get(held.id);
    if (stem) replaceFile(`${stem}.json`, JSON.stringify(held, null, 2));
  }
}

const names = (letter: Kept, address: string): boolean =>
  letter.destinations.some((destination) => addressOf(destination).toLowerCase() === address.toLowerCase());

/** The bare address of `Name <a@b>` or `a@b`. */
export const addressOf = (text: string): string => /<([^<>]*)>\s*$/.exec(text)?.[1]?.trim() ?? text.trim();

const replaceFile = (path: string, content: string | Uint8Array): void => {
  writeFileSync(`${path}.tmp`, content);
  renameSync(`${path}.tmp`, path);
};
