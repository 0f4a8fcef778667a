import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Profile, profileItem } from '../../partners/contract.ts';
import { due, keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';

const TableName = () => settings.programTable();

/** Partners in these stages, a page of the index at a time. Whoever moves on meanwhile may be met twice or not at all. */
export async function* partnersIn(stages: readonly string[]): AsyncGenerator<readonly Profile[]> {
  for (const stage of stages) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await table().send(
        new QueryCommand({
          TableName: TableName(),
          IndexName: 'byDue',
          KeyConditionExpression: 'GSI1PK = :stage',
          ExpressionAttributeValues: { ':stage': due.partnersInStage(stage) },
          Limit: 100,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      yield (page.Items ?? []).map((item) => profileItem.parse(item));
      from = page.LastEvaluatedKey;
    } while (from);
  }
}

const pageItem = z.object({ type: z.literal('REVIEW-PAGE'), partnerIds: z.array(z.string()).max(50) });

export const savePage = async (quarter: string, page: number, partnerIds: readonly string[]): Promise<void> => {
  const Item = { ...keys.reviewPage(quarter, page), type: 'REVIEW-PAGE', partnerIds };
  await table().send(new PutCommand({ TableName: TableName(), Item }));
};

export const findPage = async (quarter: string, page: number): Promise<readonly string[]> => {
  const Key = keys.reviewPage(quarter, page);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? pageItem.parse(Item).partnerIds : [];
};
