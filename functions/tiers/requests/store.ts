import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import { type TierRequest, tierRequestItem } from '../items.ts';
import type { Asked } from '../requesting.ts';
import { outboxOf } from '../store.ts';

const TableName = () => settings.programTable();

export const findRequest = async (partnerId: string): Promise<TierRequest | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.tierRequest(partnerId), ConsistentRead: true }),
  );
  return Item && tierRequestItem.parse(Item);
};

/** The request as it becomes, if it still is what it was. */
export const putRequest = (request: TierRequest, before: TierRequest | undefined): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.tierRequest(request.partnerId), ...request },
    ...(before
      ? {
          ConditionExpression: '#number = :number AND #state = :state',
          ExpressionAttributeNames: { '#number': 'number', '#state': 'state' },
          ExpressionAttributeValues: { ':number': before.number, ':state': before.state },
        }
      : { ConditionExpression: 'attribute_not_exists(PK)' }),
  },
});

export const keepRequest = (
  { request, following }: Asked,
  before: TierRequest | undefined,
): Promise<'done' | 'refused'> => commit([putRequest(request, before)], outboxOf(following));
