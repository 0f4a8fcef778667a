import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Profile, profileItem } from '../../partners/contract.ts';
import { due, keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';

const TableName = () => settings.programTable();

const placeItem = z.object({ stage: z.string(), from: z.record(z.string(), z.unknown()) });
/** Where in the lists of stages one is: before the next page. */
export type Place = z.infer<typeof placeItem>;

/**
 * Partners in these stages, a page of the index at a time, from a place on; each with the place behind it, none at the end.
 * Whoever moves on meanwhile may be met twice or not at all.
 */
export async function* partnersIn(
  stages: readonly string[],
  place?: Place,
): AsyncGenerator<{ readonly partners: readonly Profile[]; readonly next: Place | undefined }> {
  const first = place ? Math.max(0, stages.indexOf(place.stage)) : 0;
  for (const [index, stage] of stages.slice(first).entries()) {
    let from = index === 0 ? place?.from : undefined;
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
      from = page.LastEvaluatedKey;
      const partners = (page.Items ?? []).map((item) => profileItem.parse(item));
      yield { partners, next: from ? { stage, from } : undefined };
    } while (from);
  }
}

const digestItem = z.object({
  type: z.literal('DIGEST'),
  state: z.enum(['going', 'done']),
  place: placeItem.optional(),
});
type Digest = z.infer<typeof digestItem>;

/** How far the digest of a month has come; undefined where it has not begun. */
export const findDigest = async (month: string): Promise<Digest | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.digest(month), ConsistentRead: true }),
  );
  return Item ? digestItem.parse(Item) : undefined;
};

/** Answers false where the digest is done: two calls may be on their way, and what is done stays so. */
export const saveDigest = async (month: string, state: Digest['state'], place: Place | undefined): Promise<boolean> => {
  const Item = { ...keys.digest(month), type: 'DIGEST', state, place };
  const unlessDone = {
    ConditionExpression: 'attribute_not_exists(PK) OR #state = :going',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':going': 'going' },
  };
  try {
    await table().send(new PutCommand({ TableName: TableName(), Item, ...unlessDone }));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

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
