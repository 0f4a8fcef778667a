import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { LetterOrder } from '../../email/contract.ts';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { type Adjustment, adjustmentItem } from '../contract.ts';

export const findAdjustment = async (adjustmentId: string): Promise<Adjustment | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.adjustment(adjustmentId), ConsistentRead: true }),
  );
  return Item ? adjustmentItem.parse(Item) : undefined;
};

/** Writes it with what follows; `refused` when it is there already. */
export const addAdjustment = (one: Adjustment, following: readonly ProgramEvent[]) =>
  commit(
    [
      {
        Put: {
          TableName: settings.programTable(),
          Item: { ...keys.adjustment(one.adjustmentId), ...one },
          ConditionExpression: 'attribute_not_exists(PK)',
        },
      },
    ],
    following.map(putEvent),
  );

/** Decides what is still proposed; `refused` when it was decided before. */
export const closeAdjustment = (
  { adjustmentId }: Adjustment,
  decided: { readonly state: 'approved' | 'refused'; readonly by: string; readonly at: string },
  following: readonly ProgramEvent[],
) =>
  commit(
    [
      {
        Update: {
          TableName: settings.programTable(),
          Key: keys.adjustment(adjustmentId),
          UpdateExpression: 'SET #state = :state, decidedBy = :by, decidedAt = :at',
          ConditionExpression: '#state = :proposed',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':state': decided.state,
            ':by': decided.by,
            ':at': decided.at,
            ':proposed': 'proposed',
          },
        },
      },
    ],
    following.map(putEvent),
  );

/** Tells the partner, once. */
export const tellPartner = (order: LetterOrder) => commit([], [putLetter(order)]);
