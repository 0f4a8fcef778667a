import type { FundPage } from '../../mdf/contract.ts';
import type { Fund } from '../../shared/fund-book.ts';
import {
  readBooks,
  readClaims,
  readCustomer,
  readFundPages,
  readFunds,
  readLastPage,
  readPages,
  readPagesSince,
} from '../../shared/journal-reader.ts';
import { shardsWith } from '../../shared/shards.ts';
import { compare, faultsOf, fundFaultsOf } from '../checking.ts';
import type { CheckedShard, Fact, Page } from '../contract.ts';
import { linesByBook } from '../keeping.ts';
import { keepLines } from '../store.ts';

/** A fact follows its claim within a second; a provider's next try within the hour mends what did not. */
const SETTLED_MS = 3_600_000;
/** As many sentences as fit beside those of the other shards into a state. */
const MOST_SENTENCES = 20;

const allPages = async (partnerId: string, currency: string): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for await (const page of readPages(partnerId, currency)) pages.push(page);
  return pages;
};

const allFundPages = async (fund: Fund): Promise<readonly FundPage[]> => {
  const pages: FundPage[] = [];
  for await (const page of readFundPages(fund)) pages.push(page);
  return pages;
};

/** Shards that have a book, a claim or a development fund. */
export const shardsToCheck = (): Promise<readonly number[]> => shardsWith(readBooks, readClaims, readFunds);

/** Facts recorded since, of the customers that this shard's claims name; and claims whose fact never came. */
const readFacts = async (
  shard: number,
  since: string,
  now: string,
): Promise<{ facts: readonly Fact[]; claims: number; lost: readonly string[] }> => {
  const facts: Fact[] = [];
  const lost: string[] = [];
  const customers = new Map<string, readonly Fact[]>();
  let claims = 0;
  for await (const { kind, key, customer, recordedAt } of readClaims(shard)) {
    if (!customer || recordedAt < since) continue;
    claims++;
    const known = customers.get(customer) ?? (await readCustomer(customer));
    if (!customers.has(customer)) facts.push(...known.filter((fact) => fact.recordedAt >= since));
    customers.set(customer, known);
    const isSettled = Date.parse(now) - Date.parse(recordedAt) > SETTLED_MS;
    if (isSettled && !known.some((fact) => fact.key === key))
      lost.push(`The ${kind} ${key} was taken but never recorded.`);
  }
  return { facts, claims, lost };
};

/** One shard, proven: its books in themselves, and its claims' facts against the books they post to. */
export const checkShard = async (
  shard: number,
  since: string,
  monthOf: (at: string) => string,
  now: string,
): Promise<CheckedShard> => {
  const faults: string[] = [];
  let books = 0;
  for await (const { partnerId, currency } of readBooks(shard)) {
    books++;
    faults.push(...faultsOf(await allPages(partnerId, currency)));
  }
  for await (const fund of readFunds(shard)) {
    books++;
    faults.push(...fundFaultsOf(await allFundPages(fund)));
  }
  const { facts, claims, lost } = await readFacts(shard, since, now);
  let missing = 0;
  for (const book of linesByBook(facts, monthOf)) {
    const last = await readLastPage(book.partnerId, book.currency);
    const found = compare(book, last ? await readPagesSince(last, book.since) : []);
    faults.push(...found.wrong);
    if (found.missing.length === 0) continue;
    missing += found.missing.length;
    await keepLines({ ...book, lines: book.lines.filter(({ fact }) => found.missing.includes(fact ?? '')) }, now);
    faults.push(
      `${found.missing.length} fact(s) were missing in book ${book.partnerId}/${book.currency} and are there now.`,
    );
  }
  const sentences = [...faults, ...lost];
  return {
    shard,
    books,
    claims,
    facts: facts.length,
    missing,
    faults: sentences.length,
    sentences: sentences.slice(0, MOST_SENTENCES),
  };
};
