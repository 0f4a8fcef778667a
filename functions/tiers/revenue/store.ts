import type { Fact } from '../../ledger/contract.ts';
import { profileItem } from '../../partners/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { commit } from '../../shared/commit.ts';
import { readClaims, readCustomer } from '../../shared/journal-reader.ts';
import { keys } from '../../shared/keys.ts';
import { pauseAfter } from '../../shared/pause.ts';
import { settings } from '../../shared/settings.ts';
import { shardsWith } from '../../shared/shards.ts';
import type { TransactItem } from '../../shared/table.ts';
import { type RevenueFrom, revenueFromItem } from '../items.ts';
import { differences, type Parts, partnersOf, revenueOf, sameParts } from './counting.ts';

const TableName = () => settings.programTable();
const TRIES = 6;
/** Customers of one partner in one transaction, beside its quarters: DynamoDB takes 100 items. */
const TOGETHER = 25;
const KEPT_MS = 300_000;

interface Kind {
  readonly isChannel: boolean;
  readonly readAt: number;
}
const kinds = new Map<string, Kind>();

/** Which of these are channel partners: only their revenue counts for a tier [T3]. Remembered five minutes. */
const channelAmong = async (partnerIds: readonly string[], now: Date): Promise<ReadonlySet<string>> => {
  const at = now.getTime();
  const nameOf = (partnerId: string): string => `${TableName()} ${partnerId}`;
  const unknown = partnerIds.filter((partnerId) => {
    const kept = kinds.get(nameOf(partnerId));
    return !kept || at < kept.readAt || at - kept.readAt >= KEPT_MS;
  });
  for (let from = 0; from < unknown.length; from += 100) {
    const some = unknown.slice(from, from + 100);
    const profiles = (await readItems(some.map(keys.partner))).map((item) => profileItem.parse(item));
    for (const { partnerId, programType } of profiles)
      kinds.set(nameOf(partnerId), { isChannel: programType === 'channel', readAt: at });
  }
  return new Set(partnerIds.filter((partnerId) => kinds.get(nameOf(partnerId))?.isChannel));
};

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

interface Change {
  readonly from: RevenueFrom;
  readonly before: Parts;
}

/** How some customers of one partner have changed. What was counted is read first: a newer count is never overwritten. */
const changesOf = async (
  partnerId: string,
  customers: readonly string[],
  timeZone: string,
): Promise<readonly Change[]> => {
  const kept = await readItems(
    customers.map((customer) => keys.revenueFrom(partnerId, customer)),
    true,
  );
  const counted = new Map(kept.map((item) => revenueFromItem.parse(item)).map((one) => [one.customer, one]));
  const facts = await Promise.all(customers.map(readCustomer));
  return customers.flatMap((customer, index): Change[] => {
    const before = counted.get(customer);
    const parts = revenueOf(facts[index] ?? [], timeZone).get(partnerId) ?? {};
    if (sameParts(before?.parts ?? {}, parts)) return [];
    const from = { type: 'REVENUE-FROM' as const, partnerId, customer, parts, version: (before?.version ?? 0) + 1 };
    return [{ from, before: before?.parts ?? {} }];
  });
};

/** Brings one partner's quarters to what some of its customers have paid; answers how many customers had changed. */
const countFor = async (
  partnerId: string,
  customers: readonly string[],
  timeZone: string,
  now: string,
): Promise<number> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const changes = await changesOf(partnerId, customers, timeZone);
    if (changes.length === 0) return 0;
    const sums = differences(changes.map(({ from, before }) => ({ before, after: from.parts })));
    const adds = Object.entries(sums).map(([name, minor]) => addTo(partnerId, name, minor, now));
    if ((await commit([...changes.map(({ from }) => putFrom(from)), ...adds])) === 'done') return changes.length;
    await pauseAfter(tried);
  }
  throw new Error(`The revenue of ${partnerId} is counted by too many at once; try again.`);
};

/** Touches name their partner in the fact, packed or not; decisions say who won. */
const namedIn = ({ data }: Fact): readonly string[] =>
  Array.isArray(data.touches)
    ? data.touches.flatMap((touch: unknown) =>
        typeof touch === 'string' ? (touch.split(' ')[2] ?? []) : partnerOf(touch),
      )
    : [];
const partnerOf = (touch: unknown): string[] =>
  typeof touch === 'object' && touch && 'partnerId' in touch ? [String(touch.partnerId)] : [];

export interface Counted {
  /** Channel partners whose revenue has changed. */
  readonly partners: readonly string[];
  /** Customers that had changed, partner by partner. */
  readonly changes: number;
}

/** Counts customers anew for every channel partner that their payments were ever attributed to. Safe to repeat. */
export const countCustomers = async (
  customers: readonly { readonly customer: string; readonly partners: ReadonlySet<string> }[],
  timeZone: string,
  now: Date,
): Promise<Counted> => {
  const channel = await channelAmong([...new Set(customers.flatMap(({ partners }) => [...partners]))], now);
  const partners: string[] = [];
  let changes = 0;
  for (const partnerId of channel) {
    const own = customers.filter((one) => one.partners.has(partnerId)).map(({ customer }) => customer);
    let changed = 0;
    for (let from = 0; from < own.length; from += TOGETHER)
      changed += await countFor(partnerId, own.slice(from, from + TOGETHER), timeZone, now.toISOString());
    if (changed > 0) partners.push(partnerId);
    changes += changed;
  }
  return { partners, changes };
};

/** New facts of the ledger's stream: only what is, or was, a channel partner's is looked at. */
export const countFacts = async (facts: readonly Fact[], timeZone: string, now: Date): Promise<Counted> => {
  const touched = new Map<string, Set<string>>();
  for (const fact of facts) {
    const partners = touched.get(fact.customer) ?? new Set();
    for (const partnerId of [...partnersOf([fact]), ...namedIn(fact)]) partners.add(partnerId);
    touched.set(fact.customer, partners);
  }
  const all = [...touched].map(([customer, partners]) => ({ customer, partners }));
  return countCustomers(all, timeZone, now);
};

export const shardsWithClaims = (): Promise<readonly number[]> => shardsWith(readClaims);

/** Counts every customer of a shard of claims anew, and answers how many had not been right. */
export const recountShard = async (shard: number, timeZone: string, now: Date) => {
  const seen = new Set<string>();
  let corrected = 0;
  for await (const { kind, customer } of readClaims(shard)) {
    if (kind !== 'sale' || !customer || seen.has(customer)) continue;
    seen.add(customer);
    const partners = partnersOf(await readCustomer(customer));
    corrected += (await countCustomers([{ customer, partners }], timeZone, now)).changes;
  }
  return { shard, customers: seen.size, corrected };
};
