import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { due, keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import type { Following } from '../following.ts';
import { type Action, actionItem } from '../items.ts';
import { outboxOf } from '../store.ts';

const TableName = () => settings.programTable();
const PAGE = 50;

const itemOf = (action: Action) => ({
  ...keys.reviewAction(action.partnerId, action.quarter, action.number),
  ...action,
  ...(action.nextAt === undefined
    ? {}
    : {
        GSI1PK: due.reviewActions,
        GSI1SK: `${action.nextAt}#${action.partnerId}#${action.quarter}#${action.number}`,
      }),
});

/** A new action, beside the review that it was agreed in. */
export const putAction = (action: Action): TransactItem => ({
  Put: { TableName: TableName(), Item: itemOf(action), ConditionExpression: 'attribute_not_exists(PK)' },
});

/** Writes an action after a change, if it is still as it was seen. */
export const saveAction = (action: Action, following: Following = {}): Promise<'done' | 'refused'> =>
  commit(
    [
      {
        Put: {
          TableName: TableName(),
          Item: itemOf(action),
          ConditionExpression: 'changes = :seen',
          ExpressionAttributeValues: { ':seen': action.changes - 1 },
        },
      },
    ],
    outboxOf(following),
  );

export const readAction = async (partnerId: string, quarter: string, number: number): Promise<Action | undefined> => {
  const Key = keys.reviewAction(partnerId, quarter, number);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? actionItem.parse(Item) : undefined;
};

/** Actions of a partner, of one review or of all, in their order. Some tens in years. */
export const readActions = async (partnerId: string, quarter?: string): Promise<readonly Action[]> => {
  const { PK, SK } = keys.reviewAction(partnerId, quarter ?? '', 0);
  const actions: Action[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :actions)',
        ExpressionAttributeValues: { ':pk': PK, ':actions': SK.slice(0, SK.indexOf('#') + 1 + (quarter ? 8 : 0)) },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) actions.push(actionItem.parse(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return actions;
};

/** Open actions whose owner is to be written to by now, a page at a time. */
export const dueActions = async (now: string, from: Record<string, unknown> | undefined) => {
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :open AND GSI1SK < :due',
      // `$` comes after the `#` that ends the instant.
      ExpressionAttributeValues: { ':open': due.reviewActions, ':due': `${now}$` },
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return {
    actions: (page.Items ?? []).map((item) => actionItem.parse(item)),
    next: page.LastEvaluatedKey,
  };
};
