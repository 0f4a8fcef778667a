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
};
const COMMANDS: Readonly<Record<Exclude<Page['kind'], 'facts'>, string>> = {
  matured: 'The review window has ended: from pending to payable',
  reserved: 'Payout under way: from payable to in transit',
  paid: 'Paid: from in transit to paid',
  returned: 'The payout came back: payable again',
  adjusted: 'Adjustment',
  'written-off': 'Written off in your favour',
};

/** Lines of one fact, sale and rule: together they say whether something was earned, taken back or only moved. */
const groupOf = ({ fact = '', sale = '', rule = 'commission' }: BookLine): string => [fact, sale, rule].join('|');

const earnedWords = (line: BookLine, sum: number, rates: Rates): string => {
  const rule = line.rule ?? 'commission';
  const what = EARNED[rule] ?? rule.replaceAll('-', ' ');
  const of = line.sale ? ` on sale ${line.sale}` : '';
  if (sum === 0) return `${what}${of}: ${line.minor < 0 ? 'moved out of' : 'moved into'} ${line.account}`;
  if (line.minor < 0) return `${what}${of}: taken back after a refund or a correction`;
  const rate = rates.get(rateKey(line.fact, line.sale));
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

/** A month's statement: pages recorded in it, each line explained [A13]. The hash is of everything but names and dates of making. */
export const statementOf = (
  period: string,
  months: readonly BookMonth[],
  rates: Rates = new Map(),
): Pick<StatementView, 'period' | 'books' | 'sha256'> => {
  const books = months
    .filter(({ before, pages }) => before !== undefined || pages.length > 0)
    .toSorted((one, other) => (one.currency < other.currency ? -1 : 1))
    .map(({ currency, before, pages }) => ({
      currency,
      opening: before?.balances ?? NOTHING,
      closing: pages.at(-1)?.balances ?? before?.balances ?? NOTHING,
      lines: pages.flatMap((page) => linesOf(page, rates)),
    }));
  const sha256 = createHash('sha256')
    .update(JSON.stringify([period, books.map(counted)]))
    .digest('hex');
  return { period, books, sha256 };
};

/** What the hash is of: amounts, accounts, times and what they belong to; wording may get better. */
const counted = ({ currency, opening, closing, lines }: StatementView['books'][number]) => [
  currency,
  ACCOUNTS.map((account) => [opening[account], closing[account]]),
  lines.map(({ at, kind, account, minor, sale, earnedPeriod, late, fact }) => [
    at,
    kind,
    account,
    minor,
    sale ?? '',
    earnedPeriod ?? '',
    late,
    fact ?? '',
  ]),
];

const ACCOUNTS = ['pending', 'held', 'payable', 'transit', 'paid'] as const;
