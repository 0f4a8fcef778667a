import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { outboxOf, putNumbered } from '../store.ts';
import type { Kept } from './asking.ts';
import { type TierAsk, tierAskItem } from './items.ts';

/** What a partner asked for of its tier, the last of each kind. */
export const readAsks = async (partnerId: string): Promise<readonly TierAsk[]> => {
  const { PK, SK } = keys.tierAsk(partnerId, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :asks)',
      ExpressionAttributeValues: { ':pk': PK, ':asks': SK },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => tierAskItem.parse(item));
};

/** The ask as it becomes, with what follows, if it still is what it was. */
export const keepAsk = ({ ask, following }: Kept, before: TierAsk | undefined): Promise<'done' | 'refused'> =>
  commit([putNumbered(keys.tierAsk(ask.partnerId, ask.what), ask, before)], outboxOf(following));
