import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Fact, Page } from '../ledger/contract.ts';
import type { FundPage } from '../mdf/contract.ts';
import { readItems } from './batch.ts';
import type { Fund } from './fund-book.ts';
import { type Claim, claimItem, unpackFact, unpackFundPage, unpackPage } from './journal-items.ts';
import { ledgerKeys } from './ledger-keys.ts';
import { settings } from './settings.ts';
import { table } from './table.ts';

interface Range {
  readonly PK: string;
  /** Sort keys from this one on, inclusive. */
  readonly from: string;
  /** Sort keys up to this one, inclusive. */
  readonly to: string;
}

const END = '~~';
/** Most often a book's last pages are all that is asked for. */
const SINCE_AT_ONCE = 4;
const PAGES_AT_ONCE = 50;

/** Items of a range, page after page, as of this instant. Needs `Query` on the Ledger table. */
async function* itemsOf({ PK, from, to }: Range, more: { newestFirst?: boolean; limit?: number } = {}) {
  let start: Record<string, unknown> | undefined;
  do {
    const { Items, LastEvaluatedKey } = await table().send(
      new QueryCommand({
        TableName: settings.ledgerTable(),
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': PK, ':from': from, ':to': to },
        ConsistentRead: true,
        ...(more.newestFirst ? { ScanIndexForward: false } : {}),
        ...(more.limit ? { Limit: more.limit } : {}),
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    yield* Items ?? [];
    start = LastEvaluatedKey;
  } while (start);
}

/** All facts of a customer, in order of recording. */
export const readCustomer = async (customer: string): Promise<readonly Fact[]> => {
  const facts: Fact[] = [];
  const { PK, SK } = ledgerKeys.fact(customer, 0);
  for await (const item of itemsOf({ PK, from: SK, to: `FACT#${END}` })) facts.push(unpackFact(item));
  return facts;
};

const KEYS_AT_ONCE = 100;

/** These facts, by `<customer>/<number>`, in no order. Needs `BatchGetItem` on the Ledger table. */
export const readFacts = async (references: readonly string[]): Promise<readonly Fact[]> => {
  const facts: Fact[] = [];
  for (let at = 0; at < references.length; at += KEYS_AT_ONCE) {
    const keys = references.slice(at, at + KEYS_AT_ONCE).map((reference) => {
      const [customer = '', number = ''] = reference.split('/');
      return ledgerKeys.fact(customer, Number(number));
    });
    for (const item of await readItems(keys, true, settings.ledgerTable())) facts.push(unpackFact(item));
  }
  return facts;
};

/** One page of a book. */
export const readPage = async (partnerId: string, currency: string, number: number): Promise<Page | undefined> => {
  const { PK, SK } = ledgerKeys.page(partnerId, currency, number);
  for await (const item of itemsOf({ PK, from: SK, to: SK })) return unpackPage(item);
  return undefined;
};

/** The last page of a book; undefined where nothing was ever earned. */
export const readLastPage = async (partnerId: string, currency: string): Promise<Page | undefined> => {
  const { PK, SK } = ledgerKeys.page(partnerId, currency, 0);
  for await (const item of itemsOf({ PK, from: SK, to: `PAGE#${END}` }, { newestFirst: true, limit: 1 })) {
    return unpackPage(item);
  }
  return undefined;
};

/** Pages of a book from number `from` on, in order. */
export async function* readPages(partnerId: string, currency: string, from = 1): AsyncGenerator<Page> {
  const { PK, SK } = ledgerKeys.page(partnerId, currency, from);
  for await (const item of itemsOf({ PK, from: SK, to: `PAGE#${END}` })) yield unpackPage(item);
}

/** Pages of a book before a number (all, where none is given), the newest first. */
export async function* readPagesBack(partnerId: string, currency: string, before?: number): AsyncGenerator<Page> {
  if (before === 1) return;
  const { PK, SK } = ledgerKeys.page(partnerId, currency, (before ?? 0) - 1);
  const to = before === undefined ? `PAGE#${END}` : SK;
  for await (const item of itemsOf({ PK, from: 'PAGE#', to }, { newestFirst: true, limit: PAGES_AT_ONCE })) {
    yield unpackPage(item);
  }
}

/** The last page and those before it that were recorded since an instant, newest first. */
export const readPagesSince = async (last: Page, since: string): Promise<readonly Page[]> => {
  const pages = [last];
  const { PK, SK } = ledgerKeys.page(last.partnerId, last.currency, last.number - 1);
  if (last.number === 1) return pages;
  for await (const item of itemsOf({ PK, from: 'PAGE#', to: SK }, { newestFirst: true, limit: SINCE_AT_ONCE })) {
    const page = unpackPage(item);
    if (page.recordedAt < since) break;
    pages.push(page);
  }
  return pages;
};

/** Currencies in which a partner has a book, in the order of their codes. */
export const readCurrencies = async (partnerId: string): Promise<readonly string[]> => {
  const currencies: string[] = [];
  const { PK, SK } = ledgerKeys.book(partnerId, '');
  for await (const item of itemsOf({ PK, from: SK, to: `${SK}${END}` }))
    currencies.push(String(item.SK).slice(SK.length));
  return currencies;
};

/** All books of a shard, 0 to 63, in the order of their keys; `from` a key on, inclusive. */
export async function* readBooks(shard: number, from = ' '): AsyncGenerator<{ partnerId: string; currency: string }> {
  for await (const item of itemsOf({ PK: ledgerKeys.booksOf(shard), from, to: END })) {
    const [partnerId = '', currency = ''] = String(item.SK).split('#');
    yield { partnerId, currency };
  }
}

/** The claim of one business key. */
export const readClaim = async (kind: Claim['kind'], key: string): Promise<Claim | undefined> => {
  const { PK, SK } = ledgerKeys.claim(kind, key);
  for await (const item of itemsOf({ PK, from: SK, to: SK })) return claimItem.parse(item);
  return undefined;
};

/** The last page of a development fund; undefined where nothing was ever asked of it. */
export const readLastFundPage = async ({ partnerId, quarter, currency }: Fund): Promise<FundPage | undefined> => {
  const { PK, SK } = ledgerKeys.fundPage(partnerId, quarter, currency, 0);
  for await (const item of itemsOf({ PK, from: SK, to: `PAGE#${END}` }, { newestFirst: true, limit: 1 })) {
    return unpackFundPage(item);
  }
  return undefined;
};

/** Pages of a development fund from number `from` on, in order. */
export async function* readFundPages({ partnerId, quarter, currency }: Fund, from = 1): AsyncGenerator<FundPage> {
  const { PK, SK } = ledgerKeys.fundPage(partnerId, quarter, currency, from);
  for await (const item of itemsOf({ PK, from: SK, to: `PAGE#${END}` })) yield unpackFundPage(item);
}

/** All development funds of a shard, 0 to 63, in the order of their keys; `from` a key on, inclusive. */
export async function* readFunds(shard: number, from = ' '): AsyncGenerator<Fund> {
  for await (const item of itemsOf({ PK: ledgerKeys.fundsOf(shard), from, to: END })) {
    const [partnerId = '', quarter = '', currency = ''] = String(item.SK).split('#');
    yield { partnerId, quarter, currency };
  }
}

/** Claims of a kind whose keys begin with `<common>~`, in the order of their keys. */
export const readClaimsBehind = async (
  kind: 'refund' | 'half' | 'imported' | 'won' | 'payer',
  common: string,
): Promise<readonly Claim[]> => {
  const claims: Claim[] = [];
  const { PK } = ledgerKeys.claim(kind, common);
  for await (const item of itemsOf({ PK, from: `${kind}#${common}~`, to: `${kind}#${common}~${END}` })) {
    claims.push(claimItem.parse(item));
  }
  return claims;
};

/** The claim of a sale, and what came back of it (refunds, disputes), in the order of their keys. */
export const readSaleClaims = async (sale: string): Promise<{ sale?: Claim; returned: readonly Claim[] }> => {
  const returned = await readClaimsBehind('refund', sale);
  const found = await readClaim('sale', sale);
  return { ...(found ? { sale: found } : {}), returned };
};

/** Every business key that was ever claimed in a shard, 0 to 63: what proofs are rebuilt from; `from` a key on, inclusive. */
export async function* readClaims(shard: number, from = ' '): AsyncGenerator<Claim> {
  for await (const item of itemsOf({ PK: ledgerKeys.claimsOf(shard), from, to: END })) yield claimItem.parse(item);
}
