import type { LetterOrder } from '../email/contract.ts';
import type { ProgramEvent } from './event.ts';
import { expiry } from './expiry.ts';
import { due, keys, LETTER_SHARDS } from './keys.ts';
import { settings } from './settings.ts';
import type { TransactItem } from './table.ts';

const DAY_MS = 86_400_000;
const EVENT_KEPT_MS = 90 * DAY_MS;
const LETTER_KEPT_MS = 400 * DAY_MS;

/**
 * The outbox: what must follow a fact (an event on the bus, a letter) is written in the same transaction as the fact,
 * and the table's stream delivers it. Put these beside the fact in one TransactWrite. Each has a business key and is
 * written once: a repeat fails its condition, which the caller treats as "already done".
 */
export const putEvent = (event: ProgramEvent): TransactItem => put(event, 'EVENT');

/** What a partner's timeline tells and no function waits for: written and kept as an event is, and not published. */
export const putNews = (event: ProgramEvent & { readonly partnerId: string }): TransactItem => put(event, 'NEWS');

const put = (event: ProgramEvent, type: 'EVENT' | 'NEWS'): TransactItem => ({
  Put: {
    TableName: settings.programTable(),
    Item: { ...keys.event(event.id), type, event, ...kept(event) },
    ConditionExpression: 'attribute_not_exists(PK)',
  },
});

/** What concerns a partner is its timeline, and stays; the rest goes. */
const kept = ({ id, partnerId, occurredAt, recordedAt }: ProgramEvent): Record<string, unknown> =>
  partnerId === undefined
    ? { expiresAt: expiry(Date.parse(recordedAt), EVENT_KEPT_MS) }
    : { GSI1PK: due.timeline(partnerId), GSI1SK: `${occurredAt}#${id}` };

export const putLetter = (order: LetterOrder): TransactItem => ({
  Put: {
    TableName: settings.programTable(),
    Item: {
      ...keys.letter(order.key),
      type: 'LETTER',
      status: 'ordered',
      order,
      GSI1PK: due.pendingLetters(shardOf(order.key)),
      GSI1SK: `${order.orderedAt}#${order.key}`,
      expiresAt: expiry(Date.parse(order.orderedAt), LETTER_KEPT_MS),
    },
    ConditionExpression: 'attribute_not_exists(PK)',
  },
});

const shardOf = (key: string): number => {
  let sum = 0;
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) % 1_000_003;
  return sum % LETTER_SHARDS;
};
