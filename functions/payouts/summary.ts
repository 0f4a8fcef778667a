import type { Page } from '../ledger/contract.ts';
import type { StatementView } from './contract.ts';
import { earnedName } from './statement.ts';

/** Lines of one kind, counted and added up within one book: what paper has instead of thousands of lines. */
export interface Sum {
  readonly words: string;
  readonly account: string;
  readonly lines: number;
  readonly minor: number;
}
/** A statement for paper: every line, or where there are too many, the sums of each book. */
export type PrintedStatement = Omit<StatementView, 'books' | 'next'> & {
  readonly lines: number;
  readonly books: readonly (StatementView['books'][number] & { readonly sums?: readonly Sum[] })[];
};
export type Sums = ReadonlyMap<string, Sum>;

const MOVES: Readonly<Record<Exclude<Page['kind'], 'facts'>, string>> = {
  matured: 'The review window has ended',
  reserved: 'Payouts under way',
  paid: 'Payouts paid',
  returned: 'Payouts that came back',
  adjusted: 'Adjustments',
  'written-off': 'Written off in your favour',
  mdf: 'Market development funds',
};

/** The sums after one more page. Additions and deductions stay apart. */
export const addedUp = (sums: Sums, page: Page): Sums => {
  const after = new Map(sums);
  for (const { account, minor, rule } of page.lines) {
    const sign = minor < 0 ? 'taken out' : 'added';
    const words = page.kind === 'facts' ? `${earnedName(rule)}, ${sign}` : MOVES[page.kind];
    const key = `${words}|${account}|${sign}`;
    const so = after.get(key) ?? { words, account, lines: 0, minor: 0 };
    after.set(key, { ...so, lines: so.lines + 1, minor: so.minor + minor });
  }
  return after;
};
