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

/** Hears the table's stream and keeps every change of a state. */
export class Watch {
  readonly changes: StateChange[] = [];
  readonly #clock: Clock;
  readonly #states = new Map<string, string>();
  /** Keys of the records by sequence number: what a dead letter of a stream is about. */
  readonly keys = new Map<string, string>();

  /** What is open in the index: its partition, and since when it is due. */
  readonly #open = new Map<string, readonly [string, string]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  hear({ dynamodb }: StreamRecord): void {
    const keys = isFields(dynamodb.Keys) ? dynamodb.Keys : {};
    const key = `${textOf(keys.PK)} ${textOf(keys.SK)}`;
    const image = isFields(dynamodb.NewImage) ? dynamodb.NewImage : undefined;
    this.keys.set(dynamodb.SequenceNumber, key);
    for (const field of STATE_FIELDS) this.#note(key, field, image);
    const partition = textOf(image?.GSI1PK);
    if (partition && LOOKS_FOR.some(([, open]) => partition.startsWith(open))) {
      this.#open.set(key, [partition, textOf(image?.GSI1SK) ?? '']);
    } else this.#open.delete(key);
  }

  /** Whether a scheduled call of this function would find nothing that is due: then it changes nothing. */
  quiet(functionArn: string): boolean {
    const open = LOOKS_FOR.find(([name]) => `${functionArn}:`.includes(name))?.[1];
    if (!open) return false;
    const now = `${new Date(this.#clock.now()).toISOString()}~`;
    for (const [partition, due] of this.#open.values()) if (partition.startsWith(open) && due < now) return false;
    return true;
  }

  #note(key: string, field: string, image: Fields | undefined): void {
    const slot = `${key}\n${field}`;
    const run = textOf(image?.run);
    const to = image && textOf(image[field]);
    const [from, fromRun, type = textOf(image?.type) ?? ''] = this.#states.get(slot)?.split('\n') ?? [];
    if (to === from && run === (fromRun || undefined)) return;
    if (to === undefined) this.#states.delete(slot);
    else this.#states.set(slot, [to, run ?? '', textOf(image?.type) ?? type].join('\n'));
    if (to === from && to === undefined) return;
    this.changes.push({ at: this.#clock.now(), key, type: textOf(image?.type) ?? type, field, from, to, run });
  }
}

const textOf = (value: unknown): string | undefined => {
  if (!isFields(value)) return undefined;
  const text = value.S ?? value.N;
  return typeof text === 'string' ? text : undefined;
};
