import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { profileItem } from '../../partners/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { readBooks, readCurrencies, readCustomer, readLastPage, readPagesSince } from '../../shared/journal-reader.ts';
import { keys } from '../../shared/keys.ts';
import { ledgerKeys } from '../../shared/ledger-keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { DayCounts, Stats } from '../contract.ts';
import { type BookedSale, isConversion, salesIn } from '../stats.ts';

const TableName = () => settings.programTable();

/** The shard of the list of books that a partner is in. */
const shardOf = (partnerId: string): number => Number(ledgerKeys.book(partnerId, '').PK.slice('BOOKS#'.length));

/** From now on this partner is looked at daily, whether it sells or not. */
export const watchPartner = async (partnerId: string): Promise<void> => {
  await table().send(
    new PutCommand({
      TableName: TableName(),
      Item: { ...keys.watched(shardOf(partnerId), partnerId), type: 'WATCHED', partnerId },
    }),
  );
};

async function* rowsOf(TableName: string, PK: string, from: string, to: string, more: Record<string, unknown> = {}) {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': PK, ':from': from, ':to': to },
        ...more,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** Partners of a shard that had a click or have a book, each once. */
export async function* partnersIn(shard: number): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const { SK } of rowsOf(TableName(), keys.watched(shard, '').PK, ' ', '~')) {
    seen.add(String(SK));
    yield String(SK);
  }
  for await (const { partnerId } of readBooks(shard)) {
    if (seen.has(partnerId)) continue;
    seen.add(partnerId);
    yield partnerId;
  }
}

/** Codes of the links that a partner made itself in a run. */
export const ownCodes = async (partnerId: string, run: number): Promise<readonly string[]> => {
  const { PK, SK } = keys.partnerLink(partnerId, run, '');
  const codes: string[] = [];
  for await (const row of rowsOf(TableName(), PK, SK, `${SK}~`)) codes.push(String(row.SK).slice(SK.length));
  return codes;
};

/** A day of one code has at most so many clicks that are counted; more is a flood by any measure. */
const MOST_CLICKS = 200_000;

/** Clicks of people on some links between two instants, and how many of them had their page seen. */
export const countClicks = async (
  codes: readonly string[],
  from: string,
  to: string,
): Promise<Pick<DayCounts, 'clicks' | 'seen'>> => {
  let [clicks, seen] = [0, 0];
  for (const code of codes) {
    const more = { ProjectionExpression: 'counts, seenAt' };
    for await (const row of rowsOf(settings.clicksTable(), keys.link(code).PK, from, to, more)) {
      if (row.counts !== true) continue;
      clicks++;
      if (row.seenAt) seen++;
      if (clicks >= MOST_CLICKS) return { clicks, seen };
    }
  }
  return { clicks, seen };
};

/** What was written into a partner's books since an instant, all currencies. */
export const readSales = async (
  partnerId: string,
  since: string,
  dayOf: (at: string) => string,
): Promise<readonly BookedSale[]> => {
  const sales: BookedSale[] = [];
  for (const currency of await readCurrencies(partnerId)) {
    const last = await readLastPage(partnerId, currency);
    if (!last || last.recordedAt < since) continue;
    const pages = await readPagesSince(last, since);
    sales.push(...salesIn(pages.toReversed(), dayOf));
  }
  return sales;
};

/** Those sales that were their customer's first, and came by a click: one read for each. */
export const readConverted = async (sales: readonly BookedSale[]): Promise<ReadonlySet<BookedSale>> => {
  const converted = new Set<BookedSale>();
  for (const one of sales.filter(({ minor }) => minor > 0)) {
    const facts = await readCustomer(one.accrual.customer);
    if (isConversion(facts, one.number)) converted.add(one);
  }
  return converted;
};

export const saveStats = async (stats: Stats): Promise<void> => {
  await table().send(
    new PutCommand({ TableName: TableName(), Item: { ...keys.watch(stats.partnerId, 'STATS'), ...stats } }),
  );
};

/** Was this event announced? What is asked for once is asked for by an event of a name. */
export const isAnnounced = async (eventId: string): Promise<boolean> => {
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key: keys.event(eventId) }));
  return Item !== undefined;
};

/** Names of companies, by partner. At most 100. */
export const companiesOf = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (partnerIds.length === 0) return new Map();
  const items = await readItems([...new Set(partnerIds)].map(keys.partner));
  return new Map(items.map((item) => profileItem.parse(item)).map(({ partnerId, company }) => [partnerId, company]));
};
