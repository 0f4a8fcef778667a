import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../shared/commit.ts';
import { keys } from '../shared/keys.ts';
import { settings } from '../shared/settings.ts';
import { isConditionFailure, table } from '../shared/table.ts';
import { clickItem, type Link, linkItem } from './contract.ts';
import { type Tallied, tally } from './tally.ts';

export const findLink = async (code: string): Promise<Link | undefined> => {
  const { Item } = await table().send(new GetCommand({ TableName: settings.programTable(), Key: keys.link(code) }));
  return Item ? linkItem.parse(Item) : undefined;
};

const putLink = (link: Link, condition = 'attribute_not_exists(PK)') => ({
  TableName: settings.programTable(),
  Item: { ...keys.link(link.code), ...link },
  ConditionExpression: condition,
});

/** Makes the automatic link once; a repeat changes nothing. */
export const addLink = async (link: Link): Promise<void> => {
  try {
    await table().send(new PutCommand(putLink(link)));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** Adds a link of a partner's own code. A partner in a new run may take its own code again; anybody else is refused. */
export const addOwnLink = (link: Link): Promise<'done' | 'refused'> => {
  const { partnerId, run, code } = link;
  const mine = { ':partner': partnerId, ':run': run };
  const put = putLink(link, 'attribute_not_exists(PK) OR (partnerId = :partner AND run < :run)');
  const listed = { ...keys.partnerLink(partnerId, run, code), type: 'PARTNER-LINK', code };
  return commit([
    { Put: { ...put, ExpressionAttributeValues: mine } },
    { Put: { TableName: settings.programTable(), Item: listed } },
  ]);
};

/** Codes of the links that a partner added in a run. */
export const listCodes = async (partnerId: string, run: number): Promise<readonly string[]> => {
  const { PK, SK } = keys.partnerLink(partnerId, run, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :links)',
      ExpressionAttributeValues: { ':pk': PK, ':links': SK },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => String(item.code));
};

/** Links by their codes, at most 100; those that are not there are left out. In the order they were made. */
export const readLinks = async (codes: readonly string[]): Promise<readonly Link[]> => {
  const TableName = settings.programTable();
  const links: Link[] = [];
  let asked: Record<string, unknown>[] = codes.map(keys.link);
  while (asked.length > 0) {
    const got = await table().send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: asked } } }));
    links.push(...(got.Responses?.[TableName] ?? []).map((item) => linkItem.parse(item)));
    asked = got.UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return links.sort((a, b) => (`${a.createdAt}${a.code}` < `${b.createdAt}${b.code}` ? -1 : 1));
};

const updateLink = async (
  code: string,
  set: string,
  when: string,
  values: Record<string, unknown>,
): Promise<boolean> => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.link(code),
        UpdateExpression: set,
        ConditionExpression: when,
        ExpressionAttributeValues: values,
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Closes or opens a partner's own link. False when it is not its own, or was closed with the run. */
export const switchLink = (
  of: Pick<Link, 'code' | 'partnerId' | 'run'>,
  open: boolean,
  at: string,
): Promise<boolean> => {
  const mine = 'partnerId = :partner AND run = :run AND (attribute_not_exists(closedBy) OR closedBy = :me)';
  const values = { ':partner': of.partnerId, ':run': of.run, ':me': 'partner' };
  return open
    ? updateLink(of.code, 'REMOVE closedAt, closedBy', mine, values)
    : updateLink(of.code, 'SET closedAt = if_not_exists(closedAt, :at), closedBy = :me', mine, {
        ...values,
        ':at': at,
      });
};

/** The run of the partner has ended: the link's clicks do not count any more, and it does not open again. */
export const stopLink = (of: Pick<Link, 'code' | 'partnerId' | 'run'>, at: string): Promise<boolean> =>
  updateLink(
    of.code,
    'SET closedAt = if_not_exists(closedAt, :at), closedBy = :stop',
    'partnerId = :partner AND run = :run',
    { ':at': at, ':stop': 'stop', ':partner': of.partnerId, ':run': of.run },
  );

const clicksSince = (code: string, since: string) => ({
  TableName: settings.clicksTable(),
  KeyConditionExpression: 'PK = :pk AND SK >= :since',
  ExpressionAttributeValues: { ':pk': keys.link(code).PK, ':since': since },
});

const MOST_PAGES = 5;

/** Counted clicks since an instant. At most 5 pages of 1 MB are read; `more` says that there are others. */
export const countClicks = async (code: string, since: string): Promise<{ clicks: number; more: boolean }> => {
  const query = clicksSince(code, since);
  const values = { ...query.ExpressionAttributeValues, ':yes': true };
  let clicks = 0;
  let from: Record<string, unknown> | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await table().send(
      new QueryCommand({
        ...query,
        FilterExpression: 'counts = :yes',
        ExpressionAttributeValues: values,
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

const tallied = clickItem.pick({ counts: true, discounted: true, visits: true, seenAt: true, sub: true });

/** What a tally needs of a link's clicks, newest first, from at most `pages` pages of 1 MB (some 2,000 clicks each). */
const readClicks = async (code: string, since: string, pages: number) => {
  const clicks: Tallied[] = [];
  let from: Record<string, unknown> | undefined;
  for (let page = 0; page < pages; page++) {
    const found = await table().send(
      new QueryCommand({
        ...clicksSince(code, since),
        ScanIndexForward: false,
        ProjectionExpression: 'counts, discounted, visits, seenAt, #sub',
        ExpressionAttributeNames: { '#sub': 'sub' },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of found.Items ?? []) clicks.push(tallied.parse(item));
    from = found.LastEvaluatedKey;
    if (!from) break;
  }
  return { clicks, more: from !== undefined };
};

/** All links together read at most 40 MB of clicks, some 5,000 read units. */
const MOST_PAGES_OF_A_LIST = 40;

/** Links, each with what its clicks since an instant add up to. */
export const withClicks = (links: readonly Link[], since: string) => {
  const pages = Math.max(1, Math.floor(MOST_PAGES_OF_A_LIST / Math.max(1, links.length)));
  return Promise.all(
    links.map(async (link) => {
      const { clicks, more } = await readClicks(link.code, since, pages);
      return { link, clicks: tally(clicks, more) };
    }),
  );
};
