import type { Clock } from '../clock.ts';
import type { Ground, Resource } from '../service.ts';
import { compilePattern, type Matcher } from '../services/events/pattern.ts';
import { type Fields, fields, isFields, optionalList, optionalNumber, parseJson, text } from '../template/values.ts';
import { roleBehind } from './mapping-grants.ts';

/** A record of a table's stream as a function gets it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly dynamodb: Fields & { readonly SequenceNumber: string };
  readonly userIdentity?: { readonly type: string; readonly principalId: string };
  readonly eventSourceARN: string;
}

/** Between attempts at the same batch: 1, 2, 4 ... 60 seconds. AWS does not say how it backs off. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
const RECORD_LIFE_MS = 86_400_000;

/**
 * One event source mapping of a stream: filters, delivers batches in order, delivers again from the first failed
 * record, gives up as the mapping says and tells the dead-letter queue. A batch that fails holds up those behind it.
 */
export class StreamMapping {
  readonly #clock: Clock;
  readonly #ground: Ground;
  readonly #functionArn: string;
  readonly #filters: readonly Matcher[];
  readonly #batchSize: number;
  readonly #retries: number;
  readonly #partial: boolean;
  readonly #bisect: boolean;
  readonly #deadLetters: string | undefined;
  readonly #waiting: StreamRecord[] = [];
  /** The part of a batch that is tried on its own after a bisection. */
  #limit: number | undefined;
  #attempt = 0;
  #busy = false;
  #done: string | undefined;

  constructor(ground: Ground, resource: Resource, done: string | undefined) {
    const { properties, logicalId } = resource;
    const criteria = isFields(properties.FilterCriteria) ? optionalList(properties.FilterCriteria.Filters) : [];
    const age = optionalNumber(properties.MaximumRecordAgeInSeconds) ?? -1;
    this.#ground = ground;
    this.#clock = ground.clock;
    this.#functionArn = text(properties.FunctionName, logicalId);
    this.#filters = criteria.map((one) =>
      compilePattern(parseJson(text(fields(one, logicalId).Pattern, logicalId), logicalId)),
    );
    this.#batchSize = optionalNumber(properties.BatchSize) ?? 100;
    this.#retries = retriesOf(optionalNumber(properties.MaximumRetryAttempts) ?? -1, age);
    this.#partial = optionalList(properties.FunctionResponseTypes).includes('ReportBatchItemFailures');
    this.#bisect = properties.BisectBatchOnFunctionError === true;
    const onFailure = isFields(properties.DestinationConfig) ? properties.DestinationConfig.OnFailure : undefined;
    this.#deadLetters = isFields(onFailure) ? text(onFailure.Destination, logicalId) : undefined;
    this.#done = done;
  }

  /** Sequence number of the last record that needs no further delivery. */
  get done(): string | undefined {
    return this.#done;
  }

  accept(records: readonly StreamRecord[]): void {
    for (const record of records) {
      if (this.#done !== undefined && record.dynamodb.SequenceNumber <= this.#done) continue;
      this.#waiting.push(record);
    }
    this.#next();
  }

  #next(): void {
    if (this.#busy) return;
    while (this.#waiting[0] && !this.#wants(this.#waiting[0])) this.#settle(1);
    if (this.#waiting.length === 0) return;
    this.#busy = true;
    void this.#deliver();
  }

  async #deliver(): Promise<void> {
    const wanted: StreamRecord[] = [];
    let span = 0;
    for (const record of this.#waiting) {
      if (wanted.length >= (this.#limit ?? this.#batchSize)) break;
      span++;
      if (this.#wants(record)) wanted.push(record);
    }
    const answer = await this.#ground.invoke(this.#functionArn, { Records: wanted });
    const failed = answer.error ? wanted[0] : this.#firstFailed(wanted, answer.payload);
    this.#busy = false;
    if (!failed) {
      this.#limit = undefined;
      this.#attempt = 0;
      this.#settle(span);
      return this.#next();
    }
    const settled = this.#waiting.indexOf(failed);
    if (settled > 0) this.#attempt = 0;
    this.#settle(settled);
    this.#again(wanted.slice(wanted.indexOf(failed)));
  }

  #again(batch: readonly StreamRecord[]): void {
    if (this.#attempt >= this.#retries) {
      this.#giveUp(batch);
      this.#next();
      return;
    }
    if (this.#bisect && batch.length > 1) this.#limit = Math.ceil(batch.length / 2);
    const delay = Math.min(FIRST_RETRY_MS * 2 ** this.#attempt, LONGEST_RETRY_MS);
    this.#attempt++;
    this.#busy = true;
    this.#clock.after(delay, () => {
      this.#busy = false;
      this.#next();
    });
  }

  #giveUp(batch: readonly StreamRecord[]): void {
    const first = batch[0];
    const last = batch.at(-1);
    if (first && last && this.#deadLetters) {
      const notice = {
        requestContext: { functionArn: this.#functionArn, condition: 'RetryAttemptsExhausted' },
        version: '1.0',
        timestamp: new Date(this.#clock.now()).toISOString(),
        DDBStreamBatchInfo: {
          startSequenceNumber: first.dynamodb.SequenceNumber,
          endSequenceNumber: last.dynamodb.SequenceNumber,
          batchSize: batch.length,
          streamArn: first.eventSourceARN,
        },
      };
      const permission = { action: 'sqs:SendMessage', resource: this.#deadLetters };
      if (this.#ground.allowed(roleBehind(this.#ground, this.#functionArn), permission))
        this.#ground.enqueue(this.#deadLetters, JSON.stringify(notice));
      else console.error(`Records for ${this.#functionArn} were lost: its role lacks sqs:SendMessage.`);
    }
    this.#attempt = 0;
    this.#limit = undefined;
    if (last) this.#settle(this.#waiting.indexOf(last) + 1);
  }

  #settle(count: number): void {
    const gone = this.#waiting.splice(0, count);
    this.#done = gone.at(-1)?.dynamodb.SequenceNumber ?? this.#done;
  }

  #wants(record: StreamRecord): boolean {
    return this.#filters.length === 0 || this.#filters.some((fits) => fits(record));
  }

  /** AWS takes an answer it cannot read as a failure of the whole batch. */
  #firstFailed(batch: readonly StreamRecord[], answer: unknown): StreamRecord | undefined {
    if (!this.#partial || answer === null || answer === undefined) return undefined;
    const failures = isFields(answer) ? optionalList(answer.batchItemFailures) : [];
    const ids = failures.map((failure) => (isFields(failure) ? failure.itemIdentifier : undefined));
    if (ids.length === 0) return undefined;
    return batch.find((record) => ids.includes(record.dynamodb.SequenceNumber)) ?? batch[0];
  }
}

/** -1 is "until the record is too old": counted in attempts, at a minute each. */
const retriesOf = (attempts: number, maxAgeSeconds: number): number => {
  if (attempts >= 0) return attempts;
  const life = maxAgeSeconds > 0 ? maxAgeSeconds * 1000 : RECORD_LIFE_MS;
  return Math.ceil(life / LONGEST_RETRY_MS);
};
