import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readItems } from '../shared/batch.ts';
import { type IndexKey, writeCursor } from '../shared/cursor.ts';
import { due, keys } from '../shared/keys.ts';
import { notFound } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { table } from '../shared/table.ts';
import { contactItem, type Deal, type DealContact, dealItem } from './contract.ts';

const PAGE = 50;
const TableName = () => settings.programTable();

export const findDeal = async (dealId: string): Promise<Deal | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.deal(dealId), ConsistentRead: true }),
  );
  return Item ? dealItem.parse(Item) : undefined;
};

/** Throws 404 where there is none. */
export const dealNamed = async (dealId: string): Promise<Deal> => {
  const deal = await findDeal(dealId);
  if (!deal) throw notFound('deal');
  return deal;
};

/** A partner's own deal; somebody else's is answered as if there were none (fault 35). */
export const ownDeal = async (partnerId: string | undefined, dealId: string): Promise<Deal> => {
  const deal = await findDeal(dealId);
  if (!deal || deal.partnerId !== partnerId) throw notFound('deal');
  return deal;
};

export const findContact = async (dealId: string): Promise<DealContact | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.dealPart(dealId, 'CONTACT') }),
  );
  return Item ? contactItem.parse(Item) : undefined;
};

export const findDeals = async (dealIds: readonly string[]): Promise<readonly Deal[]> => {
  if (dealIds.length === 0) return [];
  const items = await readItems(dealIds.map(keys.deal), true);
  return items.map((item) => dealItem.parse(item));
};

/** A partner's deals, the newest first, from before an id. */
export const dealsOf = async (
  partnerId: string,
  before?: string,
): Promise<{ readonly deals: readonly Deal[]; readonly before?: string }> => {
  const { PK, SK } = keys.partnerDeal(partnerId, '');
  const { Items = [], LastEvaluatedKey } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': PK, ':from': SK, ':to': before ? `${SK}${before}` : `${SK}~` },
      ScanIndexForward: false,
      // The one before which the page begins comes along.
      Limit: PAGE + 1,
    }),
  );
  const ids = Items.map(({ dealId }) => String(dealId)).filter((dealId) => dealId !== before);
  const deals = await findDeals(ids);
  const last = ids.at(-1);
  return {
    deals: deals.toSorted((a, b) => (a.dealId > b.dealId ? -1 : 1)),
    ...(LastEvaluatedKey && last ? { before: last } : {}),
  };
};

/** The pipeline of all partners; what has ended, the latest first. */
export const listDeals = async (which: Parameters<typeof due.deals>[0], from: IndexKey | undefined) => {
  const { Items = [], LastEvaluatedKey } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :which',
      ExpressionAttributeValues: { ':which': due.deals(which) },
      ScanIndexForward: which !== 'ended',
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { deals: Items.map((item) => dealItem.parse(item)), cursor: writeCursor(LastEvaluatedKey) };
};
