import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Person, personItem } from '../../applications/contract.ts';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { expiry, isConditionFailure, table } from '../../shared/table.ts';
import { type Delivery, deliveries, type LetterOrder } from '../contract.ts';
import type { Suppression } from '../sending/may-send.ts';
import { type Day, readDay, WINDOW_DAYS } from './reputation.ts';

const DAY_MS = 86_400_000;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const read = async (key: { PK: string; SK: string }): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key: key, ConsistentRead: true }))).Item;

export const readPerson = async (personId: string): Promise<Person | undefined> => {
  const item = await read(keys.person(personId));
  return item && personItem.parse(item);
};

export const suppressionOf = (item: Readonly<Record<string, unknown>>): Suppression => ({
  bouncedAt: text(item.bouncedAt),
  complainedAt: text(item.complainedAt),
  unsubscribedAt: text(item.unsubscribedAt),
  erasedAt: text(item.erasedAt),
});

/** Since when tips and reminders rest; undefined while they go out. */
export const pausedSince = (item: Readonly<Record<string, unknown>>): string | undefined => text(item.pausedAt);

/** Lets tips and reminders rest until a person ends it (README, "Paused"). */
export const pauseJourneyLetters = async (at: string): Promise<void> => {
  await table().send(
    new UpdateCommand({
      TableName: settings.programTable(),
      Key: keys.mailPause(),
      UpdateExpression: 'SET pausedAt = if_not_exists(pausedAt, :at), #type = :type',
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: { ':at': at, ':type': 'MAIL' },
    }),
  );
};

/**
 * Notes what speaks against an address; the first date of each kind stays. `announce` goes out with it, once.
 * Answers true when this was the first of its kind.
 */
export const suppress = async (
  emailHash: string,
  why: keyof Suppression,
  at: string,
  announce?: { readonly events: readonly ProgramEvent[]; readonly letters: readonly LetterOrder[] },
): Promise<boolean> => {
  const outcome = await commit(
    [
      {
        Update: {
          TableName: settings.programTable(),
          Key: keys.suppression(emailHash),
          UpdateExpression: 'SET #why = :at, #type = :type',
          ConditionExpression: 'attribute_not_exists(#why)',
          ExpressionAttributeNames: { '#why': why, '#type': 'type' },
          ExpressionAttributeValues: { ':at': at, ':type': 'SUPPRESSION' },
        },
      },
    ],
    [...(announce?.events ?? []).map(putEvent), ...(announce?.letters ?? []).map(putLetter)],
  );
  return outcome === 'done';
};

/** Moves what SES said of a letter forward. False: it is known already, or something worse is, or there is no such letter. */
export const advanceDelivery = async (letterKey: string, delivery: Delivery, at: string): Promise<boolean> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.letter(letterKey),
        UpdateExpression: 'SET delivery = :delivery, deliveryRank = :rank, deliveryAt = :at',
        ConditionExpression: 'attribute_exists(PK) AND (attribute_not_exists(deliveryRank) OR deliveryRank < :rank)',
        ExpressionAttributeValues: { ':delivery': delivery, ':rank': deliveries.indexOf(delivery) + 1, ':at': at },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Counts one letter that bounced or was complained about on that day. */
export const countDay = async (delivery: Delivery, at: string): Promise<void> => {
  await table().send(
    new UpdateCommand({
      TableName: settings.programTable(),
      Key: keys.mailDay(at.slice(0, 10)),
      UpdateExpression: 'ADD #count :one SET #type = :type, expiresAt = :expiresAt',
      ExpressionAttributeNames: { '#count': delivery, '#type': 'type' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':type': 'MAIL',
        ':expiresAt': expiry(Date.parse(at), 2 * WINDOW_DAYS * DAY_MS),
      },
    }),
  );
};

/** How letters fared on the last 30 days. */
export const readDays = async (now: Date): Promise<readonly Day[]> => {
  const first = keys.mailDay(new Date(now.getTime() - WINDOW_DAYS * DAY_MS).toISOString().slice(0, 10));
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :mail AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':mail': first.PK, ':first': first.SK, ':last': 'DAY#~' },
    }),
  );
  return (Items ?? []).map(readDay);
};
