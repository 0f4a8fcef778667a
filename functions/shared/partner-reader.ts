import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Profile, profileItem } from '../partners/contract.ts';
import { type Fact, factItem } from '../tasks/contract.ts';
import { keys } from './keys.ts';
import { settings } from './settings.ts';
import { table } from './table.ts';

/** The partner's profile, as it is this instant; undefined when there is none. Needs `GetItem`. */
export const readProfile = async (partnerId: string): Promise<Profile | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.partner(partnerId), ConsistentRead: true }),
  );
  return Item ? profileItem.parse(Item) : undefined;
};

/** Every fact of a run, as of this instant. A run has some tens of them. Needs `Query`. */
export const readFacts = async (partnerId: string, run: number): Promise<readonly Fact[]> => {
  const facts: Fact[] = [];
  const { PK, SK } = keys.fact(partnerId, run, '');
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :facts)',
        ExpressionAttributeValues: { ':pk': PK, ':facts': SK },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) facts.push(factItem.parse(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return facts;
};
