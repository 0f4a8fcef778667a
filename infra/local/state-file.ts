import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fields, fields, optionalNumber, parseJson } from './template/values.ts';

const FORMAT = 1;
const SAVE_EVERY_MS = 2_000;

/** What the cloud keeps besides DynamoDB's files and the letters: one file, always whole. */
export class StateFile {
  readonly #path: string;
  readonly #take: () => Fields;
  #last = '';
  #interval: NodeJS.Timeout | undefined;

  constructor(dir: string, take: () => Fields) {
    mkdirSync(dir, { recursive: true });
    this.#path = join(dir, 'cloud.json');
    this.#take = take;
  }

  static read(dir: string): Fields | undefined {
    let source: string;
    try {
      source = readFileSync(join(dir, 'cloud.json'), 'utf8');
    } catch {
      return undefined;
    }
    const state = fields(parseJson(source, 'cloud.json'), 'cloud.json');
    if (state.format !== FORMAT) throw new Error(`${dir} was written by another version: npm run reset forgets it.`);
    return state;
  }

  /** Saves now and then, so that a sudden end loses seconds at most. */
  begin(): void {
    this.#interval = setInterval(() => this.save(), SAVE_EVERY_MS);
    this.#interval.unref();
  }

  save(): void {
    const source = JSON.stringify({ format: FORMAT, ...this.#take() });
    if (source === this.#last) return;
    // Written beside it, then put in its place: a sudden end leaves the old file or the new one.
    writeFileSync(`${this.#path}.new`, source, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
    this.#last = source;
  }

  /** Saves for the last time. */
  end(): void {
    clearInterval(this.#interval);
    this.save();
  }
}

/** How far the clock of the run that wrote this folder was ahead of the machine's, in ms: `Clock.live(...)` goes on. */
export const storedClockOffset = (dir: string): number => optionalNumber(StateFile.read(dir)?.clockOffsetMs) ?? 0;
