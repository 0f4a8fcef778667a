import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../shared/keys.ts';
import { putEvent } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { failedConditions, table } from '../shared/table.ts';
import type { PolicyVersion } from './contract.ts';

/** Writes a new version and announces it; false when that version is there already. */
export const saveVersion = async (published: PolicyVersion): Promise<boolean> => {
  const { document: _, ...announced } = published;
  const put = {
    Put: {
      TableName: settings.programTable(),
      Item: { ...keys.policy(published.version), type: 'POLICY', published },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  };
  const event = putEvent({
    id: `policy/${published.version}`,
    name: 'policy-published.v1',
    occurredAt: published.publishedAt,
    recordedAt: published.publishedAt,
    data: announced,
  });
  try {
    await table().send(new TransactWriteCommand({ TransactItems: [put, event] }));
    return true;
  } catch (error) {
    if (failedConditions(error)) return false;
    throw error;
  }
};
