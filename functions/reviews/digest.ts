import type { LetterOrder } from '../email/contract.ts';
import type { Page } from '../ledger/contract.ts';
import type { Profile } from '../partners/contract.ts';
import { moneyText } from '../shared/money.ts';
import { nthBusinessDay } from './calendar.ts';
import type { Period } from './sources.ts';

/** The month whose digest is due on a day: the one before, from some business day on; undefined before that. */
export const digestMonth = (day: string, { calendar, reviews }: Period['policy']): string | undefined => {
  if (nthBusinessDay(day, calendar) < reviews.digestOnBusinessDay) return undefined;
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};

interface Book {
  readonly currency: string;
  readonly pages: readonly Page[];
}

const earnedIn = ({ currency, pages }: Book, month: string): string | undefined => {
  const lines = pages
    .flatMap((page) => page.lines)
    .filter((one) => one.earnedPeriod === month && one.fact !== undefined);
  if (lines.length === 0) return undefined;
  const minor = lines.reduce((sum, one) => sum + one.minor, 0);
  const sales = new Set(lines.map(({ sale }) => sale)).size;
  return `${moneyText({ minor, currency })} with ${sales} ${sales === 1 ? 'sale' : 'sales'}`;
};

/** What a month gives to say to a partner; empty where it gives nothing: then there is no letter. */
export const digestLines = (
  books: readonly Book[],
  month: string,
): readonly { readonly title: string; readonly text: string }[] =>
  books.flatMap((book) => {
    const earned = earnedIn(book, month);
    const balances = book.pages.at(-1)?.balances;
    const open = [
      ['Payable', balances?.payable ?? 0],
      ['In the review window', balances?.pending ?? 0],
    ] as const;
    if (!earned) return [];
    const amounts = open.filter(([, minor]) => minor !== 0);
    return [
      { title: 'Earned', text: earned },
      ...amounts.map(([title, minor]) => ({ title, text: moneyText({ minor, currency: book.currency }) })),
    ];
  });

/** At most one letter for a partner's run and month, however often it is ordered. */
export const digestLetter = (
  { partnerId, run, personId }: Profile,
  month: string,
  lines: ReturnType<typeof digestLines>,
  at: string,
): LetterOrder => ({
  key: `${partnerId}/${run}/digest/${month}`,
  letter: 'monthly-digest',
  to: { personId },
  partnerId,
  run,
  orderedAt: at,
  data: { month, lines: lines.slice(0, 12) },
});
