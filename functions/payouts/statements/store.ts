import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from '../../ledger/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { commit } from '../../shared/commit.ts';
import { readFacts } from '../../shared/journal-reader.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { currenciesOf, pageOf, pagesOf } from '../books/store.ts';
import { boundsOf, isClosable, monthBefore, monthOf } from '../calendar.ts';
import { type Closed, type StatementView, statementItem } from '../contract.ts';
import { type Rates, ratesOf } from '../rates.ts';
import { hashing, portionOf, type Span, spanOf } from '../statement.ts';
import { addedUp, type PrintedStatement, type Sums } from '../summary.ts';
import { addItem } from '../updates.ts';
import { type Place, placeOf, writePlace } from '../where.ts';

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

interface Month {
  readonly partnerId: string;
  readonly period: string;
  readonly timeZone: string;
}

/** A book in a month that is not closed: its pages are walked through once, and none is kept. */
const openSpan = async ({ partnerId, period, timeZone }: Month, currency: string, first: number): Promise<Span> => {
  const { from, until } = boundsOf(period, timeZone);
  let [before, last]: (Page | undefined)[] = [];
  for await (const page of pagesOf(partnerId, currency, first)) {
    if (page.recordedAt >= until) break;
    if (page.recordedAt < from) before = page;
    else last = page;
  }
  return spanOf(currency, before, last);
};

const openSpans = async (month: Month): Promise<readonly Span[]> => {
  const earlier = await findClosed(month.partnerId, monthBefore(month.period));
  const spans: Span[] = [];
  for (const currency of await currenciesOf(month.partnerId)) {
    const to = earlier?.books.find((book) => book.currency === currency)?.to ?? 1;
    const span = await openSpan(month, currency, Math.max(1, to));
    if (span.to > 0) spans.push(span);
  }
  return spans.toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
};

/** A closed month's books from the numbers of their pages alone. */
const closedSpans = ({ partnerId, books }: Closed): Promise<readonly Span[]> =>
  Promise.all(
    books.map(async ({ currency, from, to }) => {
      const before = from > 1 ? await pageOf(partnerId, currency, from - 1) : undefined;
      return spanOf(currency, before, to >= from ? await pageOf(partnerId, currency, to) : undefined);
    }),
  );

/** Pages of the month, book after book; `begin`: from this place on. */
async function* pagesIn(partnerId: string, spans: readonly Span[], begin?: Place) {
  for (const span of spans) {
    if (begin && span.currency < begin.currency) continue;
    const first = begin?.currency === span.currency ? Math.max(span.from, begin.number) : span.from;
    if (first > span.to) continue;
    for await (const page of pagesOf(partnerId, span.currency, first)) {
      if (page.number > span.to) break;
      yield { span, page };
    }
  }
}

/** The rates that these pages' lines follow from: of each line its own fact is read, and no more. */
const readRates = async (partnerId: string, pages: readonly Page[]): Promise<Rates> => {
  const references = pages.flatMap(({ lines }) => lines.flatMap(({ fact }) => fact ?? []));
  return ratesOf(await readFacts([...new Set(references)]), partnerId);
};

/** Closes a month once it may be: writes its hash down for good [I5]. Answers what was closed first. */
const close = async ({ partnerId, period }: Month, spans: readonly Span[], at: string): Promise<Closed> => {
  const hash = hashing(period);
  for (const span of spans) {
    hash.book(span);
    for await (const { page } of pagesIn(partnerId, [span])) hash.page(page);
  }
  const books = spans.map(({ currency, from, to }) => ({ currency, from, to }));
  const closed: Closed = { type: 'STATEMENT', partnerId, period, closedAt: at, sha256: hash.sha256(), books };
  await commit([addItem(keys.statement(partnerId, period), closed)]);
  return (await findClosed(partnerId, period)) ?? closed;
};

export const closeMonth = async (partnerId: string, period: string, timeZone: string, at: string): Promise<void> => {
  if (!isClosable(period, timeZone, at) || (await findClosed(partnerId, period))) return;
  const month = { partnerId, period, timeZone };
  const spans = await openSpans(month);
  if (spans.length > 0) await close(month, spans, at);
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

/** Whose month is asked for, when, and where its lines go on. */
export interface Asked {
  readonly period: string;
  readonly timeZone: string;
  readonly at: string;
  readonly cursor?: string | undefined;
}

/** A month, closed as soon as it may be; undefined for one that has not begun. */
const findMonth = async (partnerId: string, { period, timeZone, at }: Asked) => {
  if (period > monthOf(at, timeZone)) return undefined;
  const month = { partnerId, period, timeZone };
  const found = await findClosed(partnerId, period);
  if (found) return { closed: found, spans: await closedSpans(found) };
  const spans = await openSpans(month);
  const closed = isClosable(period, timeZone, at) ? await close(month, spans, at) : undefined;
  return { closed, spans: closed ? await closedSpans(closed) : spans };
};

type Owner = Pick<Profile, 'partnerId' | 'company'>;
const headOf = ({ company }: Owner, period: string, closed: Closed | undefined) => ({
  period,
  partner: company,
  ...(closed ? { closedAt: closed.closedAt, sha256: closed.sha256 } : {}),
});

const keep = (pages: Map<Span, Page[]>, span: Span, page: Page): void => {
  const so = pages.get(span);
  if (so) so.push(page);
  else pages.set(span, [page]);
};

/** Lines of an answer: well below what a function may answer, and what a browser shows at once. */
const LINES_AT_ONCE = 500;

/** A month's statement, 500 lines at a time [I5]; undefined for a month that has not begun. */
export const readStatement = async (owner: Owner, asked: Asked): Promise<StatementView | undefined> => {
  const { partnerId } = owner;
  const month = await findMonth(partnerId, asked);
  if (!month) return undefined;
  const taken = new Map<Span, Page[]>();
  let [lines, next]: [number, string | undefined] = [0, undefined];
  for await (const { span, page } of pagesIn(partnerId, month.spans, placeOf(asked.cursor))) {
    if (lines >= LINES_AT_ONCE) {
      next = writePlace(span, page);
      break;
    }
    keep(taken, span, page);
    lines += page.lines.length;
  }
  const rates = await readRates(partnerId, [...taken.values()].flat());
  const books = month.spans.map((span) => portionOf(span, taken.get(span) ?? [], rates));
  return { ...headOf(owner, asked.period, month.closed), books, ...(next ? { next } : {}) };
};

/** For paper: all lines up to `most`, or their sums by kind. */
export const readWholeStatement = async (
  owner: Owner,
  asked: Asked,
  most: number,
): Promise<PrintedStatement | undefined> => {
  const { partnerId } = owner;
  const month = await findMonth(partnerId, asked);
  if (!month) return undefined;
  const [sums, kept] = [new Map<Span, Sums>(), new Map<Span, Page[]>()];
  let lines = 0;
  for await (const { span, page } of pagesIn(partnerId, month.spans)) {
    lines += page.lines.length;
    sums.set(span, addedUp(sums.get(span) ?? new Map(), page));
    if (lines <= most) keep(kept, span, page);
  }
  const isLong = lines > most;
  const rates = isLong ? new Map() : await readRates(partnerId, [...kept.values()].flat());
  const books = month.spans.map((span) => ({
    ...portionOf(span, isLong ? [] : (kept.get(span) ?? []), rates),
    ...(isLong ? { sums: [...(sums.get(span)?.values() ?? [])] } : {}),
  }));
  return { ...headOf(owner, asked.period, month.closed), lines, books };
};
