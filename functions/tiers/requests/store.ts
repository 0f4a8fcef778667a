import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import { type TierRequest, tierRequestItem } from '../items.ts';
import type { Asked } from '../requesting.ts';
import { outboxOf, putNumbered } from '../store.ts';

const TableName = () => settings.programTable();

export const findRequest = async (partnerId: string): Promise<TierRequest | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.tierRequest(partnerId), ConsistentRead: true }),
  );
  return Item && tierRequestItem.parse(Item);
};

/** The request as it becomes, if it still is what it was. */
export const putRequest = (request: TierRequest, before: TierRequest | undefined): TransactItem =>
  putNumbered(keys.tierRequest(request.partnerId), request, before);

export const keepRequest = (
  { request, following }: Asked,
  before: TierRequest | undefined,
): Promise<'done' | 'refused'> => commit([putRequest(request, before)], outboxOf(following));
