import type { FundPage } from '../../mdf/contract.ts';
import type { Fund } from '../../shared/fund-book.ts';
import type { Claim } from '../../shared/journal-items.ts';
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
import type { CheckedShard, Fact, Page, Waiting, WaitingItem } from '../contract.ts';
import { linesByBook } from '../keeping.ts';
import { keepLines } from '../store.ts';
import { keepWaiting, readWaiting } from '../waiting/store.ts';
import { refusedOf, waitingOf, watcher } from '../waiting.ts';

/** A fact follows its claim within a second; a provider's next try within the hour mends what did not. */
const SETTLED_MS = 3_600_000;
/** As many sentences as fit beside those of the other shards into a state. */
const MOST_SENTENCES = 20;

/** Since when facts are compared, and how long something waits before it is said. */
interface Proof {
  readonly since: string;
  readonly waitingDays: number;
}

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

interface Walked {
  readonly facts: readonly Fact[];
  readonly claims: number;
  readonly lost: readonly string[];
  readonly waiting: readonly Waiting[];
}

/** Facts recorded since, of the customers that this shard's claims name; claims whose fact never came; and what waits. */
const walkClaims = async (
  shard: number,
  { since, waitingDays }: Proof,
  before: WaitingItem | undefined,
  now: string,
): Promise<Walked> => {
  const facts: Fact[] = [];
  const lost: string[] = [];
  const customers = new Map<string, readonly Fact[]>();
  const isSettled = ({ recordedAt }: Pick<Claim, 'recordedAt'>): boolean =>
    Date.parse(now) - Date.parse(recordedAt) > SETTLED_MS;
  const known = new Set(before?.entries.map(({ key }) => key));
  const watching = watcher((claim) => (claim.recordedAt >= since && isSettled(claim)) || known.has(claim.key));
  let claims = 0;
  for await (const claim of readClaims(shard)) {
    watching.see(claim);
    const { kind, key, customer, recordedAt } = claim;
    if (!customer || recordedAt < since) continue;
    claims++;
    const own = customers.get(customer) ?? (await readCustomer(customer));
    if (!customers.has(customer)) facts.push(...own.filter((fact) => fact.recordedAt >= since));
    customers.set(customer, own);
    if (isSettled(claim) && !own.some((fact) => fact.key === key))
      lost.push(`The ${kind} ${key} was taken but never recorded.`);
  }
  const left = watching.left();
  const waiting = [...waitingOf(left, waitingDays, now)];
  for (const one of left.answered) {
    const refused = refusedOf(one, customers.get(one.customer) ?? (await readCustomer(one.customer)));
    if (refused) waiting.push(refused);
  }
  return { facts, claims, lost, waiting };
};

/** One shard, proven: its books in themselves, and its claims' facts against the books they post to. */
export const checkShard = async (
  shard: number,
  proof: Proof,
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
  const before = await readWaiting(shard);
  const { facts, claims, lost, waiting } = await walkClaims(shard, proof, before, now);
  await keepWaiting(shard, waiting, before, now);
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
    waiting: waiting.length,
    faults: sentences.length,
    sentences: sentences.slice(0, MOST_SENTENCES),
  };
};
