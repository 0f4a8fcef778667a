import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../shared/commit.ts';
import { type IndexKey, writeCursor } from '../shared/cursor.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter, putNews } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { isConditionFailure, type TransactItem, table } from '../shared/table.ts';
import type { Following } from './following.ts';
import { type Review, reviewItem } from './items.ts';

const TableName = () => settings.programTable();
const PAGE = 50;

export const outboxOf = ({ events = [], news = [], letters = [] }: Following): TransactItem[] => [
  ...events.map(putEvent),
  ...news.map(putNews),
  ...letters.map(putLetter),
];

export const readReview = async (partnerId: string, quarter: string): Promise<Review | undefined> => {
  const Key = keys.review(partnerId, quarter);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? reviewItem.parse(Item) : undefined;
};

/** All reviews of a partner, the newest first. There are four a year. */
export const readReviews = async (partnerId: string): Promise<readonly Review[]> => {
  const { PK, SK } = keys.review(partnerId, '');
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :reviews)',
      ExpressionAttributeValues: { ':pk': PK, ':reviews': SK },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 40,
    }),
  );
  return Items.map((item) => reviewItem.parse(item));
};

/**
 * Writes a review, and what goes with it, if it is still as it was seen (`changes` is one more than then): `refused` when
 * somebody was quicker. A new one is written where there is none.
 */
export const saveReview = (
  review: Review,
  following: Following = {},
  beside: readonly TransactItem[] = [],
): Promise<'done' | 'refused'> =>
  commit(
    [
      {
        Put: {
          TableName: TableName(),
          Item: {
            ...keys.review(review.partnerId, review.quarter),
            ...review,
            GSI1PK: due.reviews(review.quarter),
            GSI1SK: `${review.meetingAt}#${review.partnerId}`,
          },
          ...(review.changes === 1
            ? { ConditionExpression: 'attribute_not_exists(PK)' }
            : {
                ConditionExpression: 'changes = :seen',
                ExpressionAttributeValues: { ':seen': review.changes - 1 },
              }),
        },
      },
      ...beside,
    ],
    outboxOf(following),
  );

/** The delivery was looked at, and waits; no change of the review itself. */
export const noteLook = async ({ partnerId, quarter, changes }: Review): Promise<void> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: TableName(),
        Key: keys.review(partnerId, quarter),
        UpdateExpression: 'SET looked = :yes',
        ConditionExpression: 'changes = :seen',
        ExpressionAttributeValues: { ':yes': true, ':seen': changes },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** Reviews of a quarter, in the order of their meetings. */
export const listReviews = async (quarter: string, from: IndexKey | undefined) => {
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :quarter',
      ExpressionAttributeValues: { ':quarter': due.reviews(quarter) },
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: { ...from } } : {}),
    }),
  );
  return {
    reviews: (page.Items ?? []).map((item) => reviewItem.parse(item)),
    cursor: writeCursor(page.LastEvaluatedKey),
  };
};
