import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';
import { type Deal, type DealWait, waitItem } from '../contract.ts';

const TableName = () => settings.programTable();

export interface Lock {
  readonly executionId: string;
  readonly finished: boolean;
}

const read = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

export const openWait = (wait: DealWait) =>
  table().send(new PutCommand({ TableName: TableName(), Item: { ...keys.dealPart(wait.dealId, 'WAIT'), ...wait } }));

export const findWait = async (dealId: string): Promise<DealWait | undefined> => {
  const item = await read(keys.dealPart(dealId, 'WAIT'));
  return item ? waitItem.parse(item) : undefined;
};

export const findLock = async (dealId: string): Promise<Lock | undefined> => {
  const item = await read(keys.dealPart(dealId, 'LOCK'));
  return item && { executionId: String(item.executionId), finished: item.finished === true };
};

/** One execution for a deal: takes the lock if it is free or its own; `takeOver`: whoever has it. */
export const takeLock = async (dealId: string, executionId: string, takeOver: boolean): Promise<boolean> => {
  try {
    await table().send(
      new PutCommand({
        TableName: TableName(),
        Item: { ...keys.dealPart(dealId, 'LOCK'), type: 'DEAL-LOCK', dealId, executionId },
        ...(takeOver
          ? {}
          : {
              ConditionExpression: 'attribute_not_exists(PK) OR executionId = :id OR finished = :true',
              ExpressionAttributeValues: { ':id': executionId, ':true': true },
            }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Nothing more is to come of this deal: lets go of it, unless it has moved on meanwhile. */
export const letGo = ({ dealId, turn }: Deal, executionId: string): Promise<'done' | 'refused'> =>
  commit([
    {
      ConditionCheck: {
        TableName: TableName(),
        Key: keys.deal(dealId),
        ConditionExpression: 'turn = :seen',
        ExpressionAttributeValues: { ':seen': turn },
      },
    },
    {
      Put: {
        TableName: TableName(),
        Item: { ...keys.dealPart(dealId, 'LOCK'), type: 'DEAL-LOCK', dealId, executionId, finished: true },
      },
    },
    { Delete: { TableName: TableName(), Key: keys.dealPart(dealId, 'WAIT') } },
  ]);
