import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { domainItem, emailItem } from '../applications/contract.ts';
import { addressHash } from '../shared/address.ts';
import { commit } from '../shared/commit.ts';
import { type IndexKey, writeCursor } from '../shared/cursor.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { isConditionFailure, type TransactItem, table } from '../shared/table.ts';
import { readName } from './beginning.ts';
import {
  type PartnerView,
  type Profile,
  profileItem,
  type TimelineEntry,
  type Workflow,
  waitViews,
} from './contract.ts';
import type { Move } from './moving.ts';
import { readEntry } from './telling.ts';

const TableName = () => settings.programTable();
const TIMELINE_SHOWN = 200;

const profileOf = (profile: Profile) => ({
  ...keys.partner(profile.partnerId),
  ...profile,
  GSI1PK: due.partnersInStage(profile.stage),
  GSI1SK: `${profile.stageSince}#${profile.partnerId}`,
});

/** A new partner, or a new run of one that had left. `refused`: this run is there already. */
export const addProfile = (profile: Profile, event: ProgramEvent): Promise<'done' | 'refused'> =>
  commit(
    [
      {
        Put: {
          TableName: TableName(),
          Item: profileOf(profile),
          ConditionExpression: 'attribute_not_exists(PK) OR #run < :run',
          ExpressionAttributeNames: { '#run': 'run' },
          ExpressionAttributeValues: { ':run': profile.run },
        },
      },
    ],
    [putEvent(event)],
  );

const asRead = (from: Profile, field: 'tierChange' | 'managerId'): string =>
  from[field] === undefined ? `attribute_not_exists(${field})` : `${field} = :${field}`;

/** The profile as it was read: neither its stage nor its tier nor its manager has changed since. */
const unchanged = (from: Profile) => ({
  ConditionExpression: `#run = :run AND moves = :moves AND stage = :stage AND ${asRead(from, 'tierChange')} AND ${asRead(from, 'managerId')}`,
  ExpressionAttributeNames: { '#run': 'run' },
  ExpressionAttributeValues: {
    ':run': from.run,
    ':moves': from.moves,
    ':stage': from.stage,
    ...(from.tierChange === undefined ? {} : { ':tierChange': from.tierChange }),
    ...(from.managerId === undefined ? {} : { ':managerId': from.managerId }),
  },
});

/** Makes a move, if the partner still stands where it was read. `refused`: it has moved meanwhile; read again. */
export const makeMove = ({ from, to, events, letters }: Move): Promise<'done' | 'refused'> => {
  const put: TransactItem = { Put: { TableName: TableName(), Item: profileOf(to), ...unchanged(from) } };
  return commit([put], [...events.map(putEvent), ...letters.map(putLetter)]);
};

// ---- Who is meant

const get = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

/** The partner's id, from what a person typed: id, contact's address, domain. Undefined when nobody is known by it. */
export const partnerMeant = async (typed: string): Promise<string | undefined> => {
  const meant = readName(typed);
  if ('id' in meant) return meant.id;
  if ('email' in meant) {
    const item = await get(keys.email(addressHash(await programKey(), meant.email)));
    return item && emailItem.parse(item).partnerId;
  }
  const item = await get(keys.domain(meant.domain));
  return item && domainItem.parse(item).partnerId;
};

/** The JOURNEY item as it lies there (room onboarding owns it). */
export const findJourney = async (partnerId: string, run: number): Promise<Record<string, unknown> | undefined> =>
  get(keys.journey(partnerId, run));

// ---- One execution at a time

export type LockTaken =
  | { readonly state: 'taken'; readonly begun: number }
  | { readonly state: 'running' | 'finished' };

/**
 * Takes the lock for this execution and counts how many executions took it. A repeat of the same execution (an answer
 * was lost, the step was tried again) finds the lock its own and is not counted: names of children follow from the count.
 */
export const takeLock = async (
  partnerId: string,
  workflow: Workflow,
  name: string,
  executionId: string,
): Promise<LockTaken> => {
  try {
    const { Attributes } = await table().send(
      new UpdateCommand({
        TableName: TableName(),
        Key: keys.lock(partnerId, workflow, name),
        UpdateExpression: 'SET executionId = :id, #type = :lock REMOVE redrives ADD begun :one',
        ConditionExpression: 'attribute_not_exists(finished) AND attribute_not_exists(executionId)',
        ExpressionAttributeNames: { '#type': 'type' },
        ExpressionAttributeValues: { ':id': executionId, ':lock': 'LOCK', ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return { state: 'taken', begun: Number(Attributes?.begun ?? 1) };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const held = await get(keys.lock(partnerId, workflow, name));
    if (held?.executionId === executionId) return { state: 'taken', begun: Number(held.begun) };
    return { state: held?.finished ? 'finished' : 'running' };
  }
};

// ---- Pages

export const addToTimeline = async (entry: TimelineEntry): Promise<void> => {
  const { partnerId, at, entry: id } = entry;
  const inOrder = { GSI1PK: due.timeline(partnerId), GSI1SK: `${at}#${id}` };
  const Item = { ...keys.timeline(partnerId, at, id), ...inOrder, ...entry };
  await table().send(new PutCommand({ TableName: TableName(), Item }));
};

/** The newest 200 entries, newest first: the partner's events themselves, and what this room has added. */
export const readTimeline = async (partnerId: string): Promise<readonly TimelineEntry[]> => {
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :timeline',
      ExpressionAttributeValues: { ':timeline': due.timeline(partnerId) },
      ScanIndexForward: false,
      Limit: TIMELINE_SHOWN,
    }),
  );
  return (Items ?? []).map(readEntry);
};

/** Steps that wait in this run, without their tokens (room tasks owns them). */
export const readWaits = async (partnerId: string, run: number): Promise<PartnerView['waits']> => {
  const { PK, SK } = keys.wait(partnerId, run, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :waits)',
      ProjectionExpression: 'step, awaits, openedAt',
      ExpressionAttributeValues: { ':pk': PK, ':waits': SK },
    }),
  );
  return waitViews.parse(Items ?? []);
};

/** A page of the partners in a stage, those longest in it first. */
export const partnersInStage = async (
  stage: string,
  from: IndexKey | undefined,
  limit: number,
): Promise<{ partners: readonly Profile[]; cursor: string | undefined }> => {
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :stage',
      ExpressionAttributeValues: { ':stage': due.partnersInStage(stage) },
      Limit: limit,
      ...(from ? { ExclusiveStartKey: { ...from } } : {}),
    }),
  );
  return {
    partners: (page.Items ?? []).map((item) => profileItem.parse(item)),
    cursor: writeCursor(page.LastEvaluatedKey),
  };
};
