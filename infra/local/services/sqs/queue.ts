import * as z from 'zod';
import type { Clock } from '../../clock.ts';
import type { Resource } from '../../service.ts';
import { lastPart, propertiesOf } from '../json-service.ts';

const flag = z.union([z.boolean(), z.stringbool()]);
const queueProperties = z.looseObject({
  QueueName: z.string().optional(),
  VisibilityTimeout: z.coerce.number().default(30),
  MessageRetentionPeriod: z.coerce.number().default(345_600),
  DelaySeconds: z.coerce.number().default(0),
  FifoQueue: flag.default(false),
  RedrivePolicy: z
    .looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number().int().min(1) })
    .optional(),
});

const messageAttribute = z.looseObject({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
export const messageAttributes = z.record(z.string(), messageAttribute);

export const message = z.strictObject({
  id: z.string(),
  body: z.string(),
  attributes: messageAttributes,
  /** All times in ms since the epoch. */
  sentAt: z.number(),
  visibleAt: z.number(),
  firstReceivedAt: z.number().nullable(),
  receives: z.number(),
  receipt: z.string().nullable(),
  /** The queue whose dead letter it is. */
  sourceArn: z.string().nullable(),
});
export type Message = z.infer<typeof message>;

export interface QueueSettings {
  readonly visibilityMs: number;
  readonly retentionMs: number;
  readonly delayMs: number;
  readonly deadLetters: { readonly arn: string; readonly afterReceives: number } | undefined;
}

/** One standard queue: messages in the order they came, each hidden while somebody works on it. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly settings: QueueSettings;
  readonly #clock: Clock;
  readonly #listeners: (() => void)[] = [];
  #messages: Message[] = [];

  constructor(clock: Clock, resource: Resource) {
    const properties = propertiesOf(resource, queueProperties);
    if (properties.FifoQueue) throw new Error(`${resource.logicalId}: the local cloud has no FIFO queues.`);
    this.#clock = clock;
    this.arn = resource.arn ?? resource.ref;
    this.url = resource.ref;
    this.name = properties.QueueName ?? lastPart(this.arn);
    const redrive = properties.RedrivePolicy;
    this.settings = {
      visibilityMs: properties.VisibilityTimeout * 1000,
      retentionMs: properties.MessageRetentionPeriod * 1000,
      delayMs: properties.DelaySeconds * 1000,
      deadLetters: redrive && { arn: redrive.deadLetterTargetArn, afterReceives: redrive.maxReceiveCount },
    };
  }

  /** Hears of each moment at which a message becomes visible. */
  onVisible(listener: () => void): void {
    this.#listeners.push(listener);
  }

  add(added: Message): void {
    this.#messages.push(added);
    this.#wakeAt(added.visibleAt);
  }

  /** Up to `most` visible messages, hidden from now on; those received too often go to `bury` instead. */
  receive(
    most: number,
    visibilityMs: number,
    receiptFor: (held: Message) => string,
    bury: (held: Message) => void,
  ): readonly Message[] {
    const now = this.#clock.now();
    const taken: Message[] = [];
    for (const held of this.all()) {
      if (taken.length === most) break;
      if (held.visibleAt > now) continue;
      const limit = this.settings.deadLetters;
      if (limit && held.receives >= limit.afterReceives) {
        this.#messages = this.#messages.filter((one) => one !== held);
        bury(held);
        continue;
      }
      held.receives++;
      held.firstReceivedAt ??= now;
      held.receipt = receiptFor(held);
      this.#hide(held, visibilityMs);
      taken.push(held);
    }
    return taken;
  }

  /** Forgets a message; a receipt that is no longer the latest does nothing, as with SQS. */
  remove(receipt: string): void {
    this.#messages = this.#messages.filter((held) => held.receipt !== receipt);
  }

  find(receipt: string): Message | undefined {
    return this.#messages.find((held) => held.receipt === receipt);
  }

  changeVisibility(held: Message, visibilityMs: number): void {
    this.#hide(held, visibilityMs);
  }

  /** What is kept, without what is older than the retention period. */
  all(): readonly Message[] {
    const oldest = this.#clock.now() - this.settings.retentionMs;
    if (this.#messages.some((held) => held.sentAt < oldest))
      this.#messages = this.#messages.filter((held) => held.sentAt >= oldest);
    return this.#messages;
  }

  drain(): readonly Message[] {
    const all = this.all();
    this.#messages = [];
    return all;
  }

  restore(messages: readonly Message[]): void {
    for (const held of messages) this.add(held);
  }

  #hide(held: Message, visibilityMs: number): void {
    held.visibleAt = this.#clock.now() + visibilityMs;
    this.#wakeAt(held.visibleAt);
  }

  #wakeAt(due: number): void {
    if (this.#listeners.length === 0) return;
    const wake = (): void => {
      for (const listener of this.#listeners) listener();
    };
    if (due <= this.#clock.now()) wake();
    else this.#clock.at(due, wake);
  }
}
