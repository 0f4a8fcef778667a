import type { Fields } from '../../template/values.ts';
import { keyOf, type TableSchema } from './schema.ts';
import type { Row } from './table.ts';
import { itemSize } from './value.ts';

const SEQUENCE_DIGITS = 21;

/** Numbers of all streams of one database: they only ever grow. */
export class Sequence {
  #last = -1;

  next(): string {
    return String(++this.#last).padStart(SEQUENCE_DIGITS, '0');
  }
}

/** The stream of one table. A record is dropped once it is read: it has one reader. */
export class StreamLog {
  readonly #schema: TableSchema;
  readonly #sequence: Sequence;
  #records: Fields[] = [];

  constructor(schema: TableSchema, sequence: Sequence) {
    this.#schema = schema;
    this.#sequence = sequence;
    sequence.next();
  }

  /** Notes one change. */
  append(before: Row | undefined, after: Row | undefined): void {
    const one = (after ?? before)?.item;
    if (!one) return;
    const view = this.#schema.stream ?? '';
    const Keys = keyOf(this.#schema.key, one);
    const NewImage = after && view.includes('NEW') ? after.item : undefined;
    const OldImage = before && view.includes('OLD') ? before.item : undefined;
    this.#records.push({
      eventName: !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE',
      dynamodb: {
        Keys,
        ...(NewImage ? { NewImage } : {}),
        ...(OldImage ? { OldImage } : {}),
        SequenceNumber: this.#sequence.next(),
        SizeBytes: itemSize(Keys) + (NewImage && after ? after.size : 0) + (OldImage && before ? before.size : 0),
        StreamViewType: view,
      },
    });
  }

  /** What came since the last reading. */
  take(): readonly Fields[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }
}
