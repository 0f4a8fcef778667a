import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { FraudMode, FraudRule } from '../../policy/contract.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';
import { type RuleItem, ruleItem, scriptItem } from '../contract.ts';

const SCRIPT = 'SCRIPT';

/** What ops switched each rule to, and when the site's script last told of a page. */
export const readSwitches = async () => {
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': keys.fraudRule('').PK },
      ConsistentRead: true,
    }),
  );
  const items = Items.filter(({ SK }) => SK !== SCRIPT).map((item) => ruleItem.parse(item));
  const script = Items.find(({ SK }) => SK === SCRIPT);
  const modes: Partial<Record<FraudRule, FraudMode>> = Object.fromEntries(items.map(({ rule, mode }) => [rule, mode]));
  return { items, modes, scriptSeenOn: script && scriptItem.parse(script).seenOn };
};

/** Switches a rule; false when somebody else has switched it since it was read. */
export const saveSwitch = async (item: RuleItem): Promise<boolean> => {
  try {
    await table().send(
      new PutCommand({
        TableName: settings.programTable(),
        Item: { ...keys.fraudRule(item.rule), ...item },
        ConditionExpression: item.changes === 1 ? 'attribute_not_exists(PK)' : 'changes = :seen',
        ...(item.changes === 1 ? {} : { ExpressionAttributeValues: { ':seen': item.changes - 1 } }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** A page was seen on this day (ISO date), of any partner's visitors. */
export const noteScript = async (day: string): Promise<void> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.fraudRule(SCRIPT),
        UpdateExpression: 'SET seenOn = :day, #type = :type',
        ConditionExpression: 'attribute_not_exists(seenOn) OR seenOn < :day',
        ExpressionAttributeNames: { '#type': 'type' },
        ExpressionAttributeValues: { ':day': day, ':type': 'FRAUD-SCRIPT' },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};
