import { type Fields, fields, isFields, list, optionalText, text } from '../template/values.ts';
import { type DynamoConnection, DynamoError } from './connection.ts';
import type { Table } from './tables.ts';

const STREAMS = 'DynamoDBStreams';
/** A page ends at 1,000 records or 1 MB; a record has at most 800 KB. Pages well below that have ended by themselves. */
const SMALL = { records: 500, bytes: 100_000 };

/** Reads one table's stream, each record once and in order. */
export interface StreamReader {
  /** What came since the last reading; nothing when there is nothing. */
  next(): Promise<readonly Fields[]>;
  /** Whether there may be more already: the last answer ended because it was full, or its shard did. */
  readonly unfinished: boolean;
}

/** Reads a stream of DynamoDB Local, shard after shard. */
export class ShardReader implements StreamReader {
  readonly #wire: DynamoConnection;
  readonly #table: Table;
  #localArn = '';
  #shard = '';
  #iterator: string | undefined;
  /** Sequence number of the last record read. */
  #last: string | undefined;
  unfinished = true;

  constructor(wire: DynamoConnection, table: Table, after: string | undefined) {
    this.#wire = wire;
    this.#table = table;
    this.#last = after;
  }

  async next(): Promise<readonly Fields[]> {
    for (;;) {
      this.#iterator ??= await this.#openIterator();
      const page = await this.#page(this.#iterator);
      if (!page) {
        this.#iterator = undefined;
        continue;
      }
      const records = list(page.Records, 'Records').map((record) => mendedRecord(fields(record, 'stream record')));
      this.#iterator = optionalText(page.NextShardIterator);
      this.#last = sequenceOf(records.at(-1)) ?? this.#last;
      this.unfinished = this.#iterator === undefined || !isSmall(records);
      if (records.length > 0 || this.#iterator !== undefined || !(await this.#nextShard())) return records;
    }
  }

  /** A page, or undefined when the iterator is too old (they live for 15 minutes of the machine's time). */
  async #page(iterator: string): Promise<Fields | undefined> {
    try {
      return await this.#wire.call('GetRecords', { ShardIterator: iterator }, STREAMS);
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
}

const isSmall = (records: readonly Fields[]): boolean =>
  records.length < SMALL.records && records.reduce((sum, one) => sum + bytesOf(one), 0) < SMALL.bytes;

const bytesOf = ({ dynamodb }: Fields): number => (isFields(dynamodb) ? Number(dynamodb.SizeBytes) : 0);

const sequenceOf = (record: Fields | undefined): string | undefined =>
  isFields(record?.dynamodb) ? optionalText(record.dynamodb.SequenceNumber) : undefined;

const mendedRecord = (record: Fields): Fields => {
  const data = fields(record.dynamodb, 'stream record');
  return { ...record, dynamodb: { ...data, ...mendedImages(data) } };
};

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
