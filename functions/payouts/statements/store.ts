import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../../ledger/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { commit } from '../../shared/commit.ts';
import { readCustomer } from '../../shared/journal-reader.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { currenciesOf, pagesOf } from '../books/store.ts';
import { boundsOf, isClosable, monthBefore, monthOf } from '../calendar.ts';
import { type Closed, type StatementView, statementItem } from '../contract.ts';
import { type Rates, ratesOf } from '../rates.ts';
import { type BookMonth, statementOf } from '../statement.ts';
import { addItem } from '../updates.ts';

export const findClosed = async (partnerId: string, period: string): Promise<Closed | undefined> => {
  const { Item } = await table().send(
    new GetCommand({
      TableName: settings.programTable(),
      Key: keys.statement(partnerId, period),
      ConsistentRead: true,
    }),
  );
  return Item ? statementItem.parse(Item) : undefined;
};

/** Closed statements of a partner, the newest first: two for each year and month at most, so one page. */
export const listClosed = async (partnerId: string): Promise<readonly Closed[]> => {
  const { PK } = keys.statement(partnerId, '');
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :statements)',
      ExpressionAttributeValues: { ':pk': PK, ':statements': 'STATEMENT#' },
      ScanIndexForward: false,
    }),
  );
  return Items.map((item) => statementItem.parse(item));
};

/** The pages of one month; `from`: a page at or before its first. */
const readMonth = async (
  partnerId: string,
  currency: string,
  { from, until }: { readonly from: string; readonly until: string },
  firstPage: number,
): Promise<BookMonth> => {
  let before: Page | undefined;
  const pages: Page[] = [];
  for await (const page of pagesOf(partnerId, currency, firstPage)) {
    if (page.recordedAt >= until) break;
    if (page.recordedAt < from) before = page;
    else pages.push(page);
  }
  return { currency, before, pages };
};

const readMonths = async (partnerId: string, period: string, timeZone: string): Promise<readonly BookMonth[]> => {
  const earlier = await findClosed(partnerId, monthBefore(period));
  const bounds = boundsOf(period, timeZone);
  const months: BookMonth[] = [];
  for (const currency of await currenciesOf(partnerId)) {
    const to = earlier?.books.find((book) => book.currency === currency)?.to ?? 1;
    months.push(await readMonth(partnerId, currency, bounds, Math.max(1, to)));
  }
  return months;
};

const MOST_CUSTOMERS = 400;
const AT_ONCE = 20;

/** The rates that a month's lines follow from; of very long months the first 400 customers', receipts have them all. */
const readRates = async (partnerId: string, months: readonly BookMonth[]): Promise<Rates> => {
  const facts = months.flatMap(({ pages }) => pages.flatMap(({ lines }) => lines.flatMap(({ fact }) => fact ?? [])));
  const customers = [...new Set(facts.map((fact) => fact.split('/')[0] ?? ''))].slice(0, MOST_CUSTOMERS);
  const rates = new Map<string, string>();
  for (let at = 0; at < customers.length; at += AT_ONCE) {
    const read = await Promise.all(customers.slice(at, at + AT_ONCE).map(readCustomer));
    for (const found of read) for (const [key, words] of ratesOf(found, partnerId)) rates.set(key, words);
  }
  return rates;
};

const numbersOf = ({ currency, before, pages }: BookMonth): Closed['books'][number] => {
  const from = (before?.number ?? 0) + 1;
  return { currency, from, to: pages.at(-1)?.number ?? from - 1 };
};

/** Closes a month once it may be: writes its hash down for good [I5]. Answers what was closed first. */
const close = async (partnerId: string, period: string, months: readonly BookMonth[], at: string): Promise<Closed> => {
  const { sha256 } = statementOf(period, months);
  const books = months.filter(({ before, pages }) => before || pages.length > 0).map(numbersOf);
  const closed: Closed = { type: 'STATEMENT', partnerId, period, closedAt: at, sha256, books };
  await commit([addItem(keys.statement(partnerId, period), closed)]);
  return (await findClosed(partnerId, period)) ?? closed;
};

export const closeMonth = async (partnerId: string, period: string, timeZone: string, at: string): Promise<void> => {
  if (!isClosable(period, timeZone, at) || (await findClosed(partnerId, period))) return;
  const months = await readMonths(partnerId, period, timeZone);
  if (months.some(({ before, pages }) => before || pages.length > 0)) await close(partnerId, period, months, at);
};

const MOST_MONTHS = 24;

/** Closes what may be closed of the months since a partner's first page. */
export const closeMonthsSince = async (partnerId: string, timeZone: string, at: string): Promise<void> => {
  const starts: string[] = [];
  for (const currency of await currenciesOf(partnerId)) {
    for await (const page of pagesOf(partnerId, currency)) {
      starts.push(page.recordedAt);
      break;
    }
  }
  const [first] = starts.toSorted();
  if (!first) return;
  const months: string[] = [];
  let month = monthBefore(monthOf(at, timeZone));
  for (; month >= monthOf(first, timeZone) && months.length < MOST_MONTHS; month = monthBefore(month))
    months.push(month);
  for (const period of months.toReversed()) await closeMonth(partnerId, period, timeZone, at);
};

/** Closes the month before this one, if nobody has. */
export const closeLastMonth = (
  { partnerId }: Pick<Profile, 'partnerId'>,
  { calendar: { timeZone } }: Policy,
  at: string,
): Promise<void> => closeMonth(partnerId, monthBefore(monthOf(at, timeZone)), timeZone, at);

/** A month's statement, closed as soon as it may be; undefined for a month that has not begun. */
export const readStatement = async (
  { partnerId, company }: Pick<Profile, 'partnerId' | 'company'>,
  period: string,
  timeZone: string,
  at: string,
): Promise<StatementView | undefined> => {
  if (period > monthOf(at, timeZone)) return undefined;
  const months = await readMonths(partnerId, period, timeZone);
  const found = await findClosed(partnerId, period);
  const closed = found ?? (isClosable(period, timeZone, at) ? await close(partnerId, period, months, at) : undefined);
  const rates = await readRates(partnerId, months);
  return { ...statementOf(period, months, rates), partner: company, ...(closed ? { closedAt: closed.closedAt } : {}) };
};
