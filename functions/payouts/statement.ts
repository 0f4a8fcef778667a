import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Balances, BookLine, Page } from '../ledger/contract.ts';
import type { StatementView, statementLine } from './contract.ts';
import { type Rates, rateKey } from './rates.ts';

type Line = z.infer<typeof statementLine>;

const NOTHING: Balances = { pending: 0, held: 0, payable: 0, transit: 0, paid: 0 };

/** Pages of one book in the month, and the last page before them. */
export interface BookMonth {
  readonly currency: string;
  readonly before: Page | undefined;
  readonly pages: readonly Page[];
}

const EARNED: Readonly<Record<string, string>> = {
  commission: 'Commission',
  bonus: 'Volume bonus',
  cap: 'Monthly cap',
  'co-sell': 'Co-selling credit',
  'conflict-fee': 'Conflict fee',
  meeting: 'Meeting that became an opportunity',
  lead: 'Qualified lead',
};
const COMMANDS: Readonly<Record<Exclude<Page['kind'], 'facts'>, string>> = {
  matured: 'The review window has ended: from pending to payable',
  reserved: 'Payout under way: from payable to in transit',
  paid: 'Paid: from in transit to paid',
  returned: 'The payout came back: payable again',
  adjusted: 'Adjustment',
  'written-off': 'Written off in your favour',
  mdf: 'Market development funds',
};

/** Lines of one fact, sale and rule: together they say whether something was earned, taken back or only moved. */
const groupOf = ({ fact = '', sale = '', rule = 'commission' }: BookLine): string => [fact, sale, rule].join('|');

export const earnedName = (rule = 'commission'): string => EARNED[rule] ?? rule.replaceAll('-', ' ');

const earnedWords = (line: BookLine, sum: number, rates: Rates): string => {
  const what = earnedName(line.rule);
  const of = line.sale ? ` on sale ${line.sale}` : '';
  if (sum === 0) return `${what}${of}: ${line.minor < 0 ? 'moved out of' : 'moved into'} ${line.account}`;
  if (line.minor < 0) return `${what}${of}: taken back after a refund or a correction`;
  const rate = rates.get(rateKey(line.fact, line.sale, line.rule));
  return `${what}${of}${rate ? `: ${rate}` : ''}${line.account === 'held' ? ', held for review' : ''}`;
};

const linesOf = (page: Page, rates: Rates): readonly Line[] => {
  const sums = new Map<string, number>();
  for (const line of page.lines) sums.set(groupOf(line), (sums.get(groupOf(line)) ?? 0) + line.minor);
  return page.lines.map((line) => {
    const late = line.late === true;
    const words =
      page.kind === 'facts'
        ? `${earnedWords(line, sums.get(groupOf(line)) ?? 0, rates)}${late ? `; earned in ${line.earnedPeriod}, which was closed` : ''}`
        : `${COMMANDS[page.kind]}${page.note ? `. ${page.note}` : ''}`;
    return {
      at: page.recordedAt,
      kind: page.kind,
      account: line.account,
      minor: line.minor,
      words,
      ...(line.sale ? { sale: line.sale } : {}),
      ...(line.earnedPeriod ? { earnedPeriod: line.earnedPeriod } : {}),
      late,
      ...(line.fact ? { fact: line.fact } : {}),
    };
  });
};

/** A book in a month: balances before and after, and which of its pages are of the month; none where `to` < `from`. */
export interface Span {
  readonly currency: string;
  readonly opening: Balances;
  readonly closing: Balances;
  readonly from: number;
  readonly to: number;
}

/** Where a book's month begins and ends. `last`: the last page recorded in it. */
export const spanOf = (currency: string, before: Page | undefined, last: Page | undefined): Span => {
  const opening = before?.balances ?? NOTHING;
  const from = (before?.number ?? 0) + 1;
  return { currency, opening, closing: last?.balances ?? opening, from, to: last?.number ?? from - 1 };
};

/** One portion of a book: its balances, and lines of some of its pages. */
export const portionOf = (
  { currency, opening, closing }: Span,
  pages: readonly Page[],
  rates: Rates,
): StatementView['books'][number] => ({
  currency,
  opening,
  closing,
  lines: pages.flatMap((page) => linesOf(page, rates)),
});

const NO_RATES: Rates = new Map();
const ACCOUNTS = ['pending', 'held', 'payable', 'transit', 'paid'] as const;

/**
 * The hash of a statement, page by page, so that a month of any size is hashed in little memory. It is of amounts,
 * accounts, times and what they belong to; wording may get better. Books come in the order of their currencies.
 */
export const hashing = (period: string) => {
  const hash = createHash('sha256').update(`[${JSON.stringify(period)},[`);
  let [books, lines] = [0, 0];
  const close = (): void => {
    if (books > 0) hash.update(']]');
  };
  return {
    book: ({ currency, opening, closing }: Span): void => {
      close();
      const balances = ACCOUNTS.map((account) => [opening[account], closing[account]]);
      hash.update(`${books > 0 ? ',' : ''}[${JSON.stringify(currency)},${JSON.stringify(balances)},[`);
      [books, lines] = [books + 1, 0];
    },
    page: (page: Page): void => {
      for (const { at, kind, account, minor, sale, earnedPeriod, late, fact } of linesOf(page, NO_RATES)) {
        const counted = [at, kind, account, minor, sale ?? '', earnedPeriod ?? '', late, fact ?? ''];
        hash.update(`${lines > 0 ? ',' : ''}${JSON.stringify(counted)}`);
        lines++;
      }
    },
    sha256: (): string => {
      close();
      return hash.update(']]').digest('hex');
    },
  };
};

/** A month's statement from all its pages [A13], for months that are known to be short. */
export const statementOf = (
  period: string,
  months: readonly BookMonth[],
  rates: Rates = NO_RATES,
): Pick<StatementView, 'period' | 'books'> & { readonly sha256: string } => {
  const hash = hashing(period);
  const books = months
    .filter(({ before, pages }) => before !== undefined || pages.length > 0)
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
    .map(({ currency, before, pages }) => {
      const span = spanOf(currency, before, pages.at(-1));
      hash.book(span);
      for (const page of pages) hash.page(page);
      return portionOf(span, pages, rates);
    });
  return { period, books, sha256: hash.sha256() };
};
