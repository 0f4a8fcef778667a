import { hash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Fields, fields, text } from '../template/values.ts';
import type { StreamRecord } from './mapping.ts';
import type { StreamReader } from './shard-reader.ts';
import type { Table } from './tables.ts';
import { keyText } from './ttl.ts';

/**
 * Reads one table's stream whenever a write touched the table (the records are there at once) and hands the records
 * on in order. Nothing polls.
 */
export class TableStream {
  readonly #clock: Clock;
  readonly #reader: StreamReader;
  readonly #table: Table;
  readonly #seed: string;
  readonly #deliver: (records: readonly StreamRecord[]) => void;
  readonly #expired = new Set<string>();
  readonly #region: string;
  #reading = false;
  #again = false;

  constructor(options: {
    clock: Clock;
    reader: StreamReader;
    table: Table;
    seed: string;
    deliver: (records: readonly StreamRecord[]) => void;
  }) {
    this.#clock = options.clock;
    this.#reader = options.reader;
    this.#table = options.table;
    this.#region = options.table.arn.split(':')[3] ?? '';
    this.#seed = options.seed;
    this.#deliver = options.deliver;
  }

  /** Whether the next deletion of this key is the TTL service's: its record says so. */
  expires(key: string, does: boolean): void {
    if (does) this.#expired.add(key);
    else this.#expired.delete(key);
  }

  /** Reads what is new. Answers at once; the clock stands still until it is read. */
  wake(): void {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    void this.#clock.run(async () => {
      try {
        while (this.#again) {
          this.#again = false;
          await this.#read();
        }
      } catch (error) {
        if (!this.#closed) console.error(`The stream of ${this.#table.name} cannot be read.`, error);
      } finally {
        this.#reading = false;
      }
    });
  }

  #closed = false;

  close(): void {
    this.#closed = true;
  }

  async #read(): Promise<void> {
    for (;;) {
      const raw = await this.#reader.next();
      if (this.#closed || raw.length === 0) return;
      this.#deliver(raw.map((record) => this.#record(record)));
      if (!this.#reader.unfinished) return;
    }
  }

  /** The record as AWS delivers it: our ARN, region, clock and an event id that repeats with the seed. */
  #record(raw: Fields): StreamRecord {
    const data = fields(raw.dynamodb, 'stream record');
    const SequenceNumber = text(data.SequenceNumber, 'SequenceNumber');
    const expired = raw.eventName === 'REMOVE' && this.#expired.delete(keyText(fields(data.Keys, 'Keys')));
    const named = `${this.#seed}/${this.#table.name}/${SequenceNumber}`;
    return {
      // Most records are read by nobody.
      get eventID() {
        return hash('md5', named, 'hex');
      },
      eventName: text(raw.eventName, 'eventName'),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#region,
      dynamodb: {
        ...data,
        SequenceNumber,
        ApproximateCreationDateTime: Math.floor(this.#clock.now() / 1000),
      },
      ...(expired ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
      eventSourceARN: this.#table.streamArn,
    };
  }
}
