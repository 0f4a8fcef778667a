import type { Fact } from '../../ledger/contract.ts';
import { addFact } from '../../shared/journal.ts';
import { readBooks, readCustomer } from '../../shared/journal-reader.ts';
import { pauseAfter } from '../../shared/pause.ts';
import { shardsWith } from '../../shared/shards.ts';
import { decide } from '../deciding.ts';
import { partnersIn } from '../knowing/found.ts';
import { readKnowledge } from '../knowing/store.ts';
import type { Knowledge } from '../knowledge.ts';
import { type Closing, changes, closeMonth } from '../month.ts';
import { pagesOfMonth } from '../receipts/store.ts';

/** Customers read side by side. */
const AT_ONCE = 20;
const TRIES = 8;

const inChunks = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, index) =>
    all.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

/** All facts of the customers who paid in the month, by what the book's lines name. */
const customersOf = async (
  book: { partnerId: string; currency: string },
  period: string,
): Promise<readonly (readonly Fact[])[]> => {
  const pages = await pagesOfMonth(book.partnerId, period);
  const lines = pages.filter(({ currency }) => currency === book.currency).flatMap((page) => page.lines);
  const ids = [
    ...new Set(
      lines.filter(({ earnedPeriod }) => earnedPeriod === period).flatMap(({ fact }) => fact?.split('/')[0] ?? []),
    ),
  ];
  const customers: (readonly Fact[])[] = [];
  for (const chunk of inChunks(ids.sort())) customers.push(...(await Promise.all(chunk.map(readCustomer))));
  return customers;
};

/** The fact of one change; its number is the customer's next, and its key says the how-manieth word it is on this sale. */
const factOf = (facts: readonly Fact[], { rule, customer, sale, partnerId, minor, period }: Closing, now: string) => {
  const said = facts.filter(
    ({ kind, data }) => kind === rule && data.sale === sale && data.partnerId === partnerId,
  ).length;
  return {
    customer,
    number: (facts.at(-1)?.number ?? 0) + 1,
    kind: rule,
    key: `${rule}/${period}/${partnerId}/${said + 1}/${sale}`.slice(0, 200),
    occurredAt: now,
    recordedAt: now,
    data: { sale, partnerId, minor, period },
  };
};

const setFact = async (change: Closing, known: Knowledge, now: string): Promise<void> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const facts = await readCustomer(change.customer);
    if (await addFact(decide(facts, factOf(facts, change, now), known))) return;
    await pauseAfter(tried);
  }
  throw new Error(`Customer ${change.customer} is written by too many at once; try again.`);
};

/** Closes a month in one book; answers how many amounts it set. Safe to repeat: what stands already is not set again. */
export const closeBook = async (
  book: { partnerId: string; currency: string },
  period: string,
  now: Date,
): Promise<number> => {
  const customers = await customersOf(book, period);
  if (customers.length === 0) return 0;
  const known = await readKnowledge(partnersIn(customers.flat()), now);
  const about = { ...book, period };
  const found = changes(closeMonth(customers, about, known), customers, about);
  for (const change of found) await setFact(change, known, now.toISOString());
  return found.length;
};

export const listBooks = readBooks;
export const shardsWithBooks = (): Promise<readonly number[]> => shardsWith(readBooks);
