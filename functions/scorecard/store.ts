import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Application, applicationItem, applicationOfRun, type CompanyFacts } from '../applications/contract.ts';
import { profileItem } from '../partners/contract.ts';
import { keys } from '../shared/keys.ts';
import { putEvent } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { failedConditions, table } from '../shared/table.ts';
import { type Scorecard, scorecardItem } from './contract.ts';

/** What the applicant stated in this run, and the policy version it applied under. Throws when there is none. */
export const readStatement = async (
  partnerId: string,
  run: number,
): Promise<{ facts: CompanyFacts; policyVersion: number }> => {
  const { Item } = await table().send(
    new GetCommand({
      TableName: settings.programTable(),
      Key: keys.application(applicationOfRun(partnerId, run)),
      ConsistentRead: true,
    }),
  );
  const application: Application | undefined = Item ? applicationItem.parse(Item) : undefined;
  if (!application?.facts || !application.policyVersion) {
    throw new Error(`Partner ${partnerId} has no application in run ${run}.`);
  }
  return { facts: application.facts, policyVersion: application.policyVersion };
};

/** The run a partner is in; undefined when there is no such partner. */
export const currentRun = async (partnerId: string): Promise<number | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.partner(partnerId) }),
  );
  return Item ? profileItem.parse(Item).run : undefined;
};

const query = async (partnerId: string, prefix: string): Promise<readonly Scorecard[]> => {
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
      ExpressionAttributeValues: { ':pk': keys.partner(partnerId).PK, ':prefix': prefix },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => scorecardItem.parse(item));
};

/** Oldest first. */
export const scorecardsOfRun = (partnerId: string, run: number): Promise<readonly Scorecard[]> =>
  query(partnerId, `SCORECARD#${run}#`);

export const scorecardsOf = (partnerId: string): Promise<readonly Scorecard[]> => query(partnerId, 'SCORECARD#');

/** Writes a scorecard and announces it. Fails when another one took its version meanwhile: the step is tried again. */
export const saveScorecard = async (card: Scorecard): Promise<void> => {
  const put = {
    Put: {
      TableName: settings.programTable(),
      Item: { ...keys.scorecard(card.partnerId, card.run, card.version), ...card },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  };
  const event = putEvent({
    id: `${card.partnerId}/${card.run}/scored/${card.version}`,
    name: 'application-scored.v1',
    occurredAt: card.scoredAt,
    recordedAt: card.scoredAt,
    partnerId: card.partnerId,
    run: card.run,
    data: { occasion: card.occasion, result: card.result },
  });
  await table().send(new TransactWriteCommand({ TransactItems: [put, event] }));
};

/** Announces the overlap of a run, once. */
export const announceOverlap = async (measured: {
  partnerId: string;
  run: number;
  data: Record<string, unknown>;
  at: string;
}): Promise<void> => {
  const { partnerId, run, data, at } = measured;
  const event = {
    id: `${partnerId}/${run}/overlap-measured`,
    name: 'overlap-measured.v1',
    occurredAt: at,
    recordedAt: at,
    partnerId,
    run,
    data,
  };
  try {
    await table().send(new TransactWriteCommand({ TransactItems: [putEvent(event)] }));
  } catch (error) {
    if (!failedConditions(error)) throw error;
  }
};
