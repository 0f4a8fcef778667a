import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../shared/commit.ts';
import { factRecorded } from '../shared/event.ts';
import { keys } from '../shared/keys.ts';
import { putEvent } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { isConditionFailure, table } from '../shared/table.ts';
import { type ClosedJourney, type Journey, journeyItem } from './contract.ts';

export const findJourney = async (partnerId: string, run: number): Promise<Journey | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.journey(partnerId, run), ConsistentRead: true }),
  );
  return Item ? journeyItem.parse(Item) : undefined;
};

/** False when the run has its journey already: the dates of the first plan stay. */
export const addJourney = async (journey: Journey): Promise<boolean> => {
  try {
    await table().send(
      new PutCommand({
        TableName: settings.programTable(),
        Item: { ...keys.journey(journey.partnerId, journey.run), ...journey },
        ConditionExpression: 'attribute_not_exists(PK)',
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Notes when a fact happened (the first time stays). Undefined when the run has no journey. */
export const noteFact = async (
  partnerId: string,
  run: number,
  fact: string,
  at: string,
): Promise<Journey | undefined> => {
  try {
    const { Attributes } = await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.journey(partnerId, run),
        UpdateExpression: 'SET done.#fact = if_not_exists(done.#fact, :at)',
        ConditionExpression: 'attribute_exists(PK)',
        ExpressionAttributeNames: { '#fact': fact },
        ExpressionAttributeValues: { ':at': at },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return journeyItem.parse(Attributes);
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
};

/** Ends an open journey. False when it has ended already, or something was done since it was read: read it again. */
export const endJourney = async (journey: Journey, closing: ClosedJourney): Promise<boolean> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.journey(journey.partnerId, journey.run),
        UpdateExpression: 'SET outcome = :outcome, closedAt = :closedAt, #missing = :missing',
        ConditionExpression: 'outcome = :open AND done = :done',
        ExpressionAttributeNames: { '#missing': 'missing' },
        ExpressionAttributeValues: {
          ':open': 'open',
          ':done': journey.done,
          ':outcome': closing.outcome,
          ':closedAt': closing.closedAt,
          ':missing': closing.missing,
        },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** A stalled partner has done what was missing: onboarded after all, and announced as fact `onboarded-late` [O6]. */
export const completeLate = async (journey: Journey, at: string): Promise<void> => {
  const { partnerId, run } = journey;
  await commit(
    [
      {
        Update: {
          TableName: settings.programTable(),
          Key: keys.journey(partnerId, run),
          UpdateExpression: 'SET outcome = :onboarded, lateAt = :at, #missing = :none',
          ConditionExpression: 'outcome = :stalled',
          ExpressionAttributeNames: { '#missing': 'missing' },
          ExpressionAttributeValues: { ':onboarded': 'onboarded', ':stalled': 'stalled', ':at': at, ':none': [] },
        },
      },
    ],
    [putEvent(factRecorded({ partnerId, run, fact: 'onboarded-late', by: 'rule', occurredAt: at, recordedAt: at }))],
  );
};
