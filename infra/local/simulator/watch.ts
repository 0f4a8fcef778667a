import type { Clock } from '../clock.ts';
import type { StreamRecord } from '../dynamodb/mapping.ts';
import { type Fields, isFields } from '../template/values.ts';

/** An item of this type went from one state to another; `from` is missing when it was new, `to` when it went. */
export interface StateChange {
  readonly at: number;
  /** `PK SK` */
  readonly key: string;
  readonly type: string;
  /** The attribute that holds the state. */
  readonly field: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Of a partner, which of its runs. */
  readonly run: string | undefined;
}

/** Attributes that hold a state, whatever the item. */
const STATE_FIELDS = ['stage', 'status', 'state', 'outcome', 'lab'] as const;

/** What a scheduled function looks for in the index `byDue`: entries under these, due by now. */
const LOOKS_FOR: readonly (readonly [string, string])[] = [
  [':tandem-local-email-sweep-letters:', 'LETTERS#pending'],
  [':tandem-local-tasks-chase-tasks:', 'TASKS#open'],
];

/** Start what is done for the whole program at night. A night that is left out is caught up by the next. */
const NIGHTLY = [
  'ledger-start-books-check',
  'fraud-start-sweep',
  'commissions-start-month-close',
  'payouts-start-payouts',
];
const DAY_MS = 86_400_000;

interface Held {
  readonly state: string;
  readonly run: string | undefined;
  readonly type: string;
}

/** Hears the table's stream and keeps every change of a state. */
export class Watch {
  readonly changes: StateChange[] = [];
  readonly #clock: Clock;
  readonly #nights: { readonly every: number };
  /** By item, each field's last state. */
  readonly #states = new Map<string, Map<string, Held>>();
  /** Keys of the records by sequence number: what a dead letter of a stream is about. */
  readonly keys = new Map<string, string>();

  /** What is open in the index: its partition, and since when it is due. */
  readonly #open = new Map<string, readonly [string, string]>();

  constructor(clock: Clock, nights: { readonly every: number } = { every: 1 }) {
    this.#clock = clock;
    this.#nights = nights;
  }

  hear({ dynamodb }: StreamRecord): void {
    const keys = isFields(dynamodb.Keys) ? dynamodb.Keys : {};
    const key = `${textOf(keys.PK)} ${textOf(keys.SK)}`;
    const image = isFields(dynamodb.NewImage) ? dynamodb.NewImage : undefined;
    this.keys.set(dynamodb.SequenceNumber, key);
    this.#noteStates(key, image);
    const partition = textOf(image?.GSI1PK);
    if (partition && LOOKS_FOR.some(([, open]) => partition.startsWith(open))) {
      this.#open.set(key, [partition, textOf(image?.GSI1SK) ?? '']);
    } else this.#open.delete(key);
  }

  /** Whether a scheduled call of this function would find nothing that is due: then it changes nothing. */
  quiet(functionArn: string): boolean {
    if (NIGHTLY.some((name) => functionArn.includes(`:tandem-local-${name}`))) return this.#sleeps();
    const open = LOOKS_FOR.find(([name]) => `${functionArn}:`.includes(name))?.[1];
    if (!open) return false;
    const now = `${new Date(this.#clock.now()).toISOString()}~`;
    for (const [partition, due] of this.#open.values()) if (partition.startsWith(open) && due < now) return false;
    return true;
  }

  /** Whether the nightly jobs leave this night out. */
  #sleeps(): boolean {
    return Math.floor(this.#clock.now() / DAY_MS) % this.#nights.every !== 0;
  }

  #noteStates(key: string, image: Fields | undefined): void {
    const held = this.#states.get(key);
    if (!held && !(image && STATE_FIELDS.some((field) => field in image))) return;
    const states = held ?? new Map<string, Held>();
    this.#states.set(key, states);
    for (const field of STATE_FIELDS) this.#note(key, states, field, image);
  }

  #note(key: string, states: Map<string, Held>, field: string, image: Fields | undefined): void {
    const run = textOf(image?.run);
    const to = image && textOf(image[field]);
    const before = states.get(field);
    if (to === before?.state && run === before?.run) return;
    const type = textOf(image?.type) ?? before?.type ?? '';
    if (to === undefined) states.delete(field);
    else states.set(field, { state: to, run, type });
    const from = before?.state;
    if (to === from && to === undefined) return;
    this.changes.push({ at: this.#clock.now(), key, type, field, from, to, run });
  }
}

const textOf = (value: unknown): string | undefined => {
  if (!isFields(value)) return undefined;
  const text = value.S ?? value.N;
  return typeof text === 'string' ? text : undefined;
};
