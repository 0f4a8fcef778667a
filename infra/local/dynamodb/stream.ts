import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Fields, fields, isFields, list, optionalText, text } from '../template/values.ts';
import type { StreamRecord } from './mapping.ts';
import type { Table } from './tables.ts';
import { keyText } from './ttl.ts';
import { DynamoError, type DynamoWire } from './wire.ts';

const STREAMS = 'DynamoDBStreams_20120810';

/**
 * Reads one table's stream whenever a write touched the table (the records are there at once) and hands the records
 * on in order. Nothing polls.
 */
export class TableStream {
  readonly #clock: Clock;
  readonly #wire: DynamoWire;
  readonly #table: Table;
  readonly #seed: string;
  readonly #deliver: (records: readonly StreamRecord[]) => void;
  readonly #expired = new Set<string>();
  #localArn = '';
  #shard = '';
  #iterator: string | undefined;
  #last: string | undefined;
  #reading = false;
  #again = false;

  constructor(options: {
    clock: Clock;
    wire: DynamoWire;
    table: Table;
    seed: string;
    /** Sequence number of the last record that every reader has dealt with. */
    after: string | undefined;
    deliver: (records: readonly StreamRecord[]) => void;
  }) {
    this.#clock = options.clock;
    this.#wire = options.wire;
    this.#table = options.table;
    this.#seed = options.seed;
    this.#last = options.after;
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
      this.#iterator ??= await this.#openIterator();
      const page = await this.#page(this.#iterator);
      if (this.#closed) return;
      if (!page) {
        this.#iterator = undefined;
        continue;
      }
      const records = list(page.Records, 'Records').map((record) => this.#record(fields(record, 'stream record')));
      this.#iterator = optionalText(page.NextShardIterator);
      this.#last = records.at(-1)?.dynamodb.SequenceNumber ?? this.#last;
      if (records.length > 0) this.#deliver(records);
      if (this.#iterator !== undefined && records.length === 0) return;
      if (this.#iterator === undefined && !(await this.#nextShard())) return;
    }
  }

  /** A page, or undefined when the iterator is too old (they live for 15 minutes of the machine's time). */
  async #page(iterator: string): Promise<Fields | undefined> {
    try {
      return fields(await this.#wire.call('GetRecords', { ShardIterator: iterator }, STREAMS), 'GetRecords');
    } catch (error) {
      if (error instanceof DynamoError && error.name === 'ExpiredIteratorException') return undefined;
      throw error;
    }
  }

  async #openIterator(): Promise<string> {
    if (!this.#shard) await this.#nextShard();
    const where = { StreamArn: this.#localArn, ShardId: this.#shard };
    const open = async (from: Fields): Promise<string> => {
      const answer = await this.#wire.call('GetShardIterator', { ...where, ...from }, STREAMS);
      return text(fields(answer, 'GetShardIterator').ShardIterator, 'ShardIterator');
    };
    if (this.#last === undefined) return open({ ShardIteratorType: 'TRIM_HORIZON' });
    try {
      return await open({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: this.#last });
    } catch (error) {
      // A record of more than a day ago is trimmed away, or it lies in an earlier shard: go on with what there is.
      if (error instanceof DynamoError) return open({ ShardIteratorType: 'TRIM_HORIZON' });
      throw error;
    }
  }

  /** Goes on to the shard after the current one (DynamoDB Local closes a shard after some hours). */
  async #nextShard(): Promise<boolean> {
    if (!this.#localArn) {
      const described = fields(
        await this.#wire.call('DescribeTable', { TableName: this.#table.name }),
        'DescribeTable',
      );
      this.#localArn = text(fields(described.Table, 'Table').LatestStreamArn, 'LatestStreamArn');
    }
    const answer = fields(await this.#wire.call('DescribeStream', { StreamArn: this.#localArn }, STREAMS), 'stream');
    const shards = list(fields(answer.StreamDescription, 'StreamDescription').Shards, 'Shards').filter(isFields);
    const ids = shards.map((shard) => text(shard.ShardId, 'ShardId'));
    const at = this.#shard ? ids.indexOf(this.#shard) + 1 : this.#firstShard(shards);
    const next = ids[at];
    if (next === undefined) return false;
    this.#shard = next;
    this.#iterator = undefined;
    return true;
  }

  #firstShard(shards: readonly Fields[]): number {
    if (this.#last === undefined) return 0;
    const last = this.#last;
    const index = shards.findIndex((shard) => {
      const end = isFields(shard.SequenceNumberRange) ? shard.SequenceNumberRange.EndingSequenceNumber : undefined;
      return typeof end !== 'string' || end >= last;
    });
    return Math.max(index, 0);
  }

  /** The record as AWS delivers it: our ARN, region, clock and an event id that repeats with the seed. */
  #record(raw: Fields): StreamRecord {
    const data = fields(raw.dynamodb, 'stream record');
    const SequenceNumber = text(data.SequenceNumber, 'SequenceNumber');
    const key = keyText(fields(data.Keys, 'Keys'));
    const expired = raw.eventName === 'REMOVE' && this.#expired.delete(key);
    return {
      eventID: createHash('md5').update(`${this.#seed}/${this.#table.name}/${SequenceNumber}`).digest('hex'),
      eventName: text(raw.eventName, 'eventName'),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#table.arn.split(':')[3] ?? '',
      dynamodb: {
        ...data,
        ...mendedImages(data),
        SequenceNumber,
        ApproximateCreationDateTime: Math.floor(this.#clock.now() / 1000),
      },
      ...(expired ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
      eventSourceARN: this.#table.streamArn,
    };
  }
}

/** DynamoDB Local's streams write an empty map as `{}` instead of `{"M":{}}`: no attribute value is that, so it is mended. */
const mendedImages = (data: Fields): Fields =>
  Object.fromEntries(
    ['NewImage', 'OldImage'].flatMap((image) => {
      const held = data[image];
      return isFields(held) ? [[image, mendedMap(held)]] : [];
    }),
  );

const mendedMap = (attributes: Fields): Fields =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, mended(value)]));

const mended = (value: unknown): unknown => {
  if (!isFields(value)) return value;
  if (Object.keys(value).length === 0) return { M: {} };
  if (isFields(value.M)) return { M: mendedMap(value.M) };
  return Array.isArray(value.L) ? { L: value.L.map(mended) } : value;
};
