import { readItems } from '../../shared/batch.ts';
import { channelAmong } from '../../shared/channel-partners.ts';
import { commit } from '../../shared/commit.ts';
import { readClaims, readCustomer } from '../../shared/journal-reader.ts';
import { keys } from '../../shared/keys.ts';
import { pauseAfter } from '../../shared/pause.ts';
import { settings } from '../../shared/settings.ts';
import { shardsWith } from '../../shared/shards.ts';
import type { TransactItem } from '../../shared/table.ts';
import { type RevenueFrom, revenueFromItem } from '../items.ts';
import { differences, partnersOf, revenueOf } from './counting.ts';

const TableName = () => settings.programTable();
const TRIES = 6;

const putFrom = (from: RevenueFrom): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.revenueFrom(from.partnerId, from.customer), ...from },
    ...(from.version === 1
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': from.version - 1 } }),
  },
});

const addTo = (partnerId: string, name: string, minor: number, at: string): TransactItem => {
  const [quarter = '', currency = ''] = name.split('#');
  return {
    Update: {
      TableName: TableName(),
      Key: keys.revenue(partnerId, quarter, currency),
      UpdateExpression:
        'ADD #minor :minor SET #type = :type, partnerId = :partnerId, #quarter = :quarter, #currency = :currency, updatedAt = :at',
      ExpressionAttributeNames: { '#minor': 'minor', '#type': 'type', '#quarter': 'quarter', '#currency': 'currency' },
      ExpressionAttributeValues: {
        ':minor': minor,
        ':type': 'REVENUE',
        ':partnerId': partnerId,
        ':quarter': quarter,
        ':currency': currency,
        ':at': at,
      },
    },
  };
};

/**
 * Brings one partner's quarters to what a customer has paid; answers whether anything had changed. What was counted is
 * read before the facts are: a newer count is never overwritten.
 */
const countFor = async (partnerId: string, customer: string, timeZone: string, now: string): Promise<boolean> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const [kept] = await readItems([keys.revenueFrom(partnerId, customer)], true);
    const before = kept && revenueFromItem.parse(kept);
    const parts = revenueOf(await readCustomer(customer), timeZone).get(partnerId) ?? {};
    const sums = differences([{ before: before?.parts ?? {}, after: parts }]);
    const adds = Object.entries(sums).map(([name, minor]) => addTo(partnerId, name, minor, now));
    if (adds.length === 0) return false;
    const version = (before?.version ?? 0) + 1;
    const counted = putFrom({ type: 'REVENUE-FROM', partnerId, customer, parts, version });
    if ((await commit([counted, ...adds])) === 'done') return true;
    await pauseAfter(tried);
  }
  throw new Error(`The revenue of ${partnerId} is counted by too many at once; try again.`);
};

/**
 * Counts a customer anew for every channel partner that its payments were ever attributed to: only their revenue counts
 * for a tier [T3]. Answers those whose revenue has changed. Safe to repeat.
 */
export const countCustomer = async (customer: string, timeZone: string, now: Date): Promise<readonly string[]> => {
  const partners: string[] = [];
  for (const partnerId of await channelAmong([...partnersOf(await readCustomer(customer))], now))
    if (await countFor(partnerId, customer, timeZone, now.toISOString())) partners.push(partnerId);
  return partners;
};

export const shardsWithClaims = (): Promise<readonly number[]> => shardsWith(readClaims);

/** Counts every customer of a shard of claims anew, and answers how many had not been right. */
export const recountShard = async (shard: number, timeZone: string, now: Date) => {
  const seen = new Set<string>();
  let corrected = 0;
  for await (const { kind, customer } of readClaims(shard)) {
    if (kind !== 'sale' || !customer || seen.has(customer)) continue;
    seen.add(customer);
    corrected += (await countCustomer(customer, timeZone, now)).length;
  }
  return { shard, customers: seen.size, corrected };
};
