import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../shared/commit.ts';
import { factRecorded } from '../shared/event.ts';
import { keys } from '../shared/keys.ts';
import { putEvent } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { isConditionFailure, table } from '../shared/table.ts';
import { type Click, clickKey, type Link, linkItem } from './contract.ts';

export const findLink = async (code: string): Promise<Link | undefined> => {
  const { Item } = await table().send(new GetCommand({ TableName: settings.programTable(), Key: keys.link(code) }));
  return Item ? linkItem.parse(Item) : undefined;
};

/** Makes a link once; the same partner's repeat changes nothing. */
export const addLink = async (link: Link): Promise<void> => {
  try {
    await table().send(
      new PutCommand({
        TableName: settings.programTable(),
        Item: { ...keys.link(link.code), ...link },
        ConditionExpression: 'attribute_not_exists(PK)',
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** From then on its clicks do not count. Nothing happens to a link that does not exist, or is closed already. */
export const closeLink = async (code: string, at: string): Promise<void> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.link(code),
        UpdateExpression: 'SET closedAt = :at',
        ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(closedAt)',
        ExpressionAttributeValues: { ':at': at },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

const putClick = (click: Click) => ({
  TableName: settings.clicksTable(),
  Item: { ...clickKey(click.code, click.at, click.clickId), ...click },
});

/** Records a click. The first that counts is marked on the link and announced as fact `first-click`, with it. */
export const addClick = async (click: Click, link: Link): Promise<void> => {
  if (click.counts && !link.firstClickAt && (await addFirstClick(click)) === 'done') return;
  await table().send(new PutCommand(putClick(click)));
};

const addFirstClick = (click: Click) => {
  const { partnerId, run, at } = click;
  const mark = {
    TableName: settings.programTable(),
    Key: keys.link(click.code),
    UpdateExpression: 'SET firstClickAt = :at',
    ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(firstClickAt)',
    ExpressionAttributeValues: { ':at': at },
  };
  const detail = { code: click.code, clickId: click.clickId };
  const fact = factRecorded({
    partnerId,
    run,
    fact: 'first-click',
    by: 'rule',
    detail,
    occurredAt: at,
    recordedAt: at,
  });
  return commit([{ Put: putClick(click) }, { Update: mark }], [putEvent(fact)]);
};

const MOST_PAGES = 5;

/** Counted clicks since an instant. At most 5 pages of 1 MB are read; `more` says that there are others. */
export const countClicks = async (code: string, since: string): Promise<{ clicks: number; more: boolean }> => {
  let clicks = 0;
  let from: Record<string, unknown> | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await table().send(
      new QueryCommand({
        TableName: settings.clicksTable(),
        KeyConditionExpression: 'PK = :pk AND SK >= :since',
        FilterExpression: 'counts = :yes',
        ExpressionAttributeValues: { ':pk': keys.link(code).PK, ':since': since, ':yes': true },
        Select: 'COUNT',
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    clicks += found.Count ?? 0;
    from = found.LastEvaluatedKey;
    if (!from) break;
  }
  return { clicks, more: from !== undefined };
};
