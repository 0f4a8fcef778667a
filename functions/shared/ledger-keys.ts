/** Lists of the Ledger table are spread over this many partitions, so that none is hot and jobs walk them side by side. */
export const LEDGER_SHARDS = 64;

const shardOf = (key: string): number => {
  let sum = 0;
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) % 1_000_003;
  return sum % LEDGER_SHARDS;
};
const two = (shard: number): string => String(shard).padStart(2, '0');

/** Where the payments and deals of one customer's domain meet; `hash` = its `domainSignal`. Behind it: who pays. */
export const placeOfDomain = (hash: string): string => `domain/${hash}`;

/**
 * Every access pattern of the Ledger table, as question -> key. Append-only; no index, nothing scans. Written through
 * shared/journal.ts alone.
 */
export const ledgerKeys = {
  /** Was this outside fact, or command, taken before? A sale and what came back of it lie side by side. */
  claim: (kind: string, key: string) => ({
    PK: `CLAIMS#${two(shardOf(key.split('~')[0] ?? key))}`,
    SK: `${kind}#${key}`,
  }),
  /** All claims of a shard, 0 to 63. */
  claimsOf: (shard: number) => `CLAIMS#${two(shard)}`,
  /** What happened to this customer, in order of recording? */
  fact: (customer: string, number: number) => ({
    PK: `CUSTOMER#${customer}`,
    SK: `FACT#${String(number).padStart(6, '0')}`,
  }),
  /** What does the program owe this partner in this currency, and why? */
  page: (partnerId: string, currency: string, number: number) => ({
    PK: `BOOK#${partnerId}#${currency}`,
    SK: `PAGE#${String(number).padStart(7, '0')}`,
  }),
  /** Which books are there? */
  book: (partnerId: string, currency: string) => ({
    PK: `BOOKS#${two(shardOf(partnerId))}`,
    SK: `${partnerId}#${currency}`,
  }),
  /** What of a partner's development fund of a quarter is free, reserved and paid? */
  fundPage: (partnerId: string, quarter: string, currency: string, number: number) => ({
    PK: `FUND#${partnerId}#${quarter}#${currency}`,
    SK: `PAGE#${String(number).padStart(7, '0')}`,
  }),
  /** Which funds are there? */
  fund: (partnerId: string, quarter: string, currency: string) => ({
    PK: `FUNDS#${two(shardOf(partnerId))}`,
    SK: `${partnerId}#${quarter}#${currency}`,
  }),
  /** All funds of a shard, 0 to 63. */
  fundsOf: (shard: number) => `FUNDS#${two(shard)}`,
  /** All books of a shard, 0 to 63. */
  booksOf: (shard: number) => `BOOKS#${two(shard)}`,
} as const;
