import { DeleteCommand, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { emailItem, type Person, personItem } from '../applications/contract.ts';
import { profileItem } from '../partners/contract.ts';
import { readTogether } from '../shared/batch.ts';
import { factRecorded } from '../shared/event.ts';
import { keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { countUse } from '../shared/rate-limit.ts';
import { settings } from '../shared/settings.ts';
import { expiry, failedConditions, isConditionFailure, type TransactItem, table } from '../shared/table.ts';
import { type SessionRecord, type SignIn, sessionItem, signInItem, signInRequested } from './contract.ts';
import type { Who } from './who.ts';

const DAY_MS = 86_400_000;
const TableName = () => settings.programTable();

const get = async <S extends z.ZodType>(schema: S, Key: Record<string, string>): Promise<z.output<S> | undefined> => {
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? schema.parse(Item) : undefined;
};

export const readPerson = (personId: string): Promise<Person | undefined> => get(personItem, keys.person(personId));
export const readSignIn = (tokenId: string): Promise<SignIn | undefined> => get(signInItem, keys.signIn(tokenId));

/** A session and whom it stands for; of the team, nothing but the session is kept. */
export const readVisit = async (hash: string) => {
  const session = await get(sessionItem, keys.session(hash));
  if (session?.role !== 'partner') return { session, person: undefined, profile: undefined };
  const { person, profile } = await readTogether({
    person: keys.person(session.personId),
    profile: keys.partner(session.partnerId),
  });
  return {
    session,
    person: person && personItem.parse(person),
    profile: profile && profileItem.parse(profile),
  };
};

/** The partner's person whose mailbox this is. */
export const personWith = async (mailbox: string): Promise<Who | undefined> => {
  const owner = await get(emailItem, keys.email(mailbox));
  return owner && { personId: owner.personId, role: 'partner' };
};

/** Keeps the wish for a link; whose address it is, is found out by the consumer of the event. */
export const keepRequest = async (request: { key: string; addressHash: string; at: string }): Promise<void> => {
  await table().send(
    new TransactWriteCommand({ TransactItems: [putEvent(signInRequested({ ...request, known: false }))] }),
  );
};

/** A link and its letter; nothing when they were written before. */
export const saveSignIn = async (link: SignIn, known: boolean): Promise<void> => {
  const { tokenId, personId, issuedAt } = link;
  const put: TransactItem = {
    Put: {
      TableName: TableName(),
      Item: { ...keys.signIn(tokenId), ...link, expiresAt: expiry(Date.parse(link.validUntil), DAY_MS) },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  };
  const letter = putLetter({
    key: `sign-in/${tokenId}`,
    letter: 'sign-in',
    to: { personId },
    orderedAt: issuedAt,
    data: { tokenId, known },
  });
  try {
    await table().send(new TransactWriteCommand({ TransactItems: [put, letter] }));
  } catch (error) {
    if (!failedConditions(error)) throw error;
  }
};

const useUp = (tokenId: string, at: string): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: keys.signIn(tokenId),
    UpdateExpression: 'SET #state = :used',
    ConditionExpression: '#state = :issued AND validUntil > :at',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':used': 'used', ':issued': 'issued', ':at': at },
  },
});

const putSession = (hash: string, session: SessionRecord): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.session(hash), ...session, expiresAt: expiry(Date.parse(session.validUntil), DAY_MS) },
    ConditionExpression: 'attribute_not_exists(PK)',
  },
});

const DEVICE_KEPT_MS = 40 * DAY_MS;

/** From where a partner signs in, for room `fraud` to compare [F2]. */
const putDevice = ({ partnerId, openedAt: at }: SessionRecord, device: string): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: {
      ...keys.device(partnerId, device),
      type: 'DEVICE',
      device,
      at,
      expiresAt: expiry(Date.parse(at), DEVICE_KEPT_MS),
    },
  },
});

const SIGN_INS_KEPT_MS = 400 * DAY_MS;

/** Each sign-in of a partner's person, for its business reviews. */
const putSignIn = ({ partnerId, openedAt: at }: SessionRecord): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: {
      ...keys.partnerSignIn(partnerId, at),
      type: 'PARTNER-SIGNIN',
      at,
      expiresAt: expiry(Date.parse(at), SIGN_INS_KEPT_MS),
    },
  },
});

const signedIn = (person: Person, at: string): TransactItem[] => {
  const { partnerId, run, personId: by } = person;
  if (!partnerId || !run) return [];
  return [putEvent(factRecorded({ partnerId, run, fact: 'signed-in', by, occurredAt: at, recordedAt: at }))];
};

/**
 * Uses a link up and opens the session, in one transaction; the first sign-in of a run is announced as a fact. False
 * when the link was used, or is too old.
 */
export const openSession = async (opened: {
  tokenId: string;
  hash: string;
  session: SessionRecord;
  person: Person | undefined;
  device: string;
}): Promise<boolean> => {
  const { tokenId, hash, session, person, device } = opened;
  const known = session.role === 'partner' ? [putDevice(session, device), putSignIn(session)] : [];
  const always = [useUp(tokenId, session.openedAt), putSession(hash, session), ...known];
  const first = person ? signedIn(person, session.openedAt) : [];
  try {
    await table().send(new TransactWriteCommand({ TransactItems: [...always, ...first] }));
    return true;
  } catch (error) {
    const failed = failedConditions(error);
    if (!failed) throw error;
    if (failed[0] || failed[1]) return false;
  }
  // Only the announcement was refused: this person has signed in before.
  try {
    await table().send(new TransactWriteCommand({ TransactItems: always }));
    return true;
  } catch (error) {
    if (failedConditions(error)) return false;
    throw error;
  }
};

/** Moves the idle end of a session on; nothing when the session was closed meanwhile. */
export const renewSession = async (hash: string, idleUntil: string): Promise<void> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: TableName(),
        Key: keys.session(hash),
        UpdateExpression: 'SET idleUntil = :idleUntil',
        ConditionExpression: 'attribute_exists(PK)',
        ExpressionAttributeValues: { ':idleUntil': idleUntil },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

export const deleteSession = async (hash: string): Promise<void> => {
  await table().send(new DeleteCommand({ TableName: TableName(), Key: keys.session(hash) }));
};

/** Counts one more sign-in letter to a mailbox; false once it has had `most` of them this hour. */
export const mayWriteTo = async (addressHash: string, most: number, now: Date): Promise<boolean> =>
  (await countUse({ what: 'sign-in-letter', who: addressHash, windowMs: 3_600_000, now })) <= most;
