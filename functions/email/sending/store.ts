import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { due, keys, LETTER_SHARDS, MAIL_PARTS } from '../../shared/keys.ts';
import { putNews } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { expiry, isConditionFailure, type TransactItem, table } from '../../shared/table.ts';
import { type LetterItem, letterItem } from '../contract.ts';
import { WINDOW_DAYS } from '../feedback/reputation.ts';
import { type Hindrance, LEASE_MS } from './claim.ts';
import { type Ending, news } from './news.ts';

const MAIL_KEPT_MS = 2 * WINDOW_DAYS * 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const place = (key: string) => ({ TableName: settings.programTable(), Key: keys.letter(key) });

/** The letter as it is this instant. */
export const readLetter = async (key: string): Promise<LetterItem | undefined> => {
  const { Item } = await table().send(new GetCommand({ ...place(key), ConsistentRead: true }));
  return Item ? letterItem.parse(Item) : undefined;
};

const update = async (key: string, change: Omit<UpdateCommand['input'], 'TableName' | 'Key'>): Promise<boolean> => {
  try {
    await table().send(new UpdateCommand({ ...place(key), ...change }));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/**
 * Takes a letter for sending: only one caller can. It counts as "outcome not known" from here on, until the outcome is
 * written. Answers the lease, or undefined when somebody else has it.
 */
export const claimLetter = async (key: string, now: Date): Promise<string | undefined> => {
  const leaseUntil = iso(now.getTime() + LEASE_MS);
  const won = await update(key, {
    UpdateExpression:
      'SET #status = :sending, leaseUntil = :lease, GSI1SK = :due, unknowns = if_not_exists(unknowns, :none) + :one REMOVE notBefore, waitsFor',
    ConditionExpression:
      '(#status = :ordered AND (attribute_not_exists(notBefore) OR notBefore <= :now)) OR (#status = :sending AND leaseUntil <= :now)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':sending': 'sending',
      ':ordered': 'ordered',
      ':lease': leaseUntil,
      ':due': `${leaseUntil}#${key}`,
      ':now': now.toISOString(),
      ':none': 0,
      ':one': 1,
    },
  });
  return won ? leaseUntil : undefined;
};

/** Gives a letter back, to be tried again at `until`. With a lease: SES is known not to have taken it, unless that is in doubt. */
export const deferLetter = async (
  key: string,
  wait: { readonly why: Hindrance; readonly untilMs: number; readonly lease?: string | undefined },
): Promise<void> => {
  const until = iso(wait.untilMs);
  await update(key, {
    UpdateExpression: `SET #status = :ordered, notBefore = :until, GSI1SK = :due, waitsFor = :why, deferrals = if_not_exists(deferrals, :none) + :one${
      wait.lease && wait.why !== 'doubtful' ? ', unknowns = unknowns - :one' : ''
    } REMOVE leaseUntil`,
    ConditionExpression: wait.lease ? '#status = :sending AND leaseUntil = :lease' : '#status = :ordered',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':ordered': 'ordered',
      ':until': until,
      ':due': `${until}#${key}`,
      ':why': wait.why,
      ':none': 0,
      ':one': 1,
      ...(wait.lease ? { ':sending': 'sending', ':lease': wait.lease } : {}),
    },
  });
};

const partOf = (key: string): number => [...key].reduce((sum, one) => sum + one.charCodeAt(0), 0) % MAIL_PARTS;

/** Counts a letter that went out: what complaints are weighed against. */
const countSent = (key: string, now: Date): TransactItem => ({
  Update: {
    TableName: settings.programTable(),
    Key: keys.mailSent(now.toISOString().slice(0, 10), partOf(key)),
    UpdateExpression: 'ADD sent :one SET #type = :type, expiresAt = :expiresAt',
    ExpressionAttributeNames: { '#type': 'type' },
    ExpressionAttributeValues: { ':one': 1, ':type': 'MAIL', ':expiresAt': expiry(now.getTime(), MAIL_KEPT_MS) },
  },
});

/** Ends a letter, counts it and tells the timeline, in one transaction. A letter that has ended stays as it ended. */
export const finishLetter = async (item: LetterItem, ending: Ending, now: Date): Promise<void> => {
  const { order } = item;
  const messageId = ending.status === 'sent' ? ending.messageId : undefined;
  const reason = ending.status === 'sent' ? undefined : ending.reason;
  await commit(
    [
      {
        Update: {
          ...place(order.key),
          UpdateExpression: `SET #status = :status${messageId === undefined ? '' : ', messageId = :id, sentAt = :now'}${
            reason === undefined ? '' : ', reason = :reason'
          } REMOVE GSI1PK, GSI1SK, leaseUntil, notBefore, waitsFor`,
          ConditionExpression: '#status IN (:ordered, :sending)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ':status': ending.status,
            ':ordered': 'ordered',
            ':sending': 'sending',
            ...(messageId === undefined ? {} : { ':id': messageId, ':now': now.toISOString() }),
            ...(reason === undefined ? {} : { ':reason': reason }),
          },
        },
      },
      ...(ending.status === 'sent' ? [countSent(order.key, now)] : []),
    ],
    order.partnerId === undefined ? [] : [putNews({ ...news(order, ending, now), partnerId: order.partnerId })],
  );
};

/** Keys of the letters whose time has come, the longest waiting of each shard first. */
export async function* dueLetters(now: Date): AsyncGenerator<string> {
  for (let shard = 0; shard < LETTER_SHARDS; shard++) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await table().send(
        new QueryCommand({
          TableName: settings.programTable(),
          IndexName: 'byDue',
          KeyConditionExpression: 'GSI1PK = :shard AND GSI1SK < :due',
          // `$` comes after the `#` that ends the instant.
          ExpressionAttributeValues: { ':shard': due.pendingLetters(shard), ':due': `${now.toISOString()}$` },
          Limit: 100,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      for (const item of page.Items ?? []) yield String(item.PK).slice('LETTER#'.length);
      from = page.LastEvaluatedKey;
    } while (from);
  }
}
