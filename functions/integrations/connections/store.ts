import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { scriptItem } from '../../fraud/contract.ts';
import { type IntakeNotes, intakeItem } from '../../shared/intake-items.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';

const TableName = () => settings.programTable();

/** What was noted of each way in, by its name. */
export const readIntakes = async (): Promise<ReadonlyMap<string, IntakeNotes>> => {
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': keys.intake('').PK },
      ConsistentRead: true,
    }),
  );
  return new Map(Items.map((item) => [String(item.SK), intakeItem.parse(item)]));
};

/** The last day on which room fraud met a page view behind a sale. */
export const readScriptDay = async (): Promise<string | undefined> => {
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key: keys.fraudRule('SCRIPT') }));
  return Item && scriptItem.parse(Item).seenOn;
};
