import type { FundPage } from '../mdf/contract.ts';
import { movedBy, NO_BALANCES } from '../shared/book.ts';
import { fundMovedBy, NO_FUND } from '../shared/fund-book.ts';
import type { Balances, BookLine, Page } from './contract.ts';
import type { BookLines } from './keeping.ts';

const same = (one: Balances, other: Balances): boolean =>
  one.pending === other.pending &&
  one.held === other.held &&
  one.payable === other.payable &&
  one.transit === other.transit &&
  one.paid === other.paid;

const sum = (amounts: readonly { readonly minor: number }[]): number =>
  amounts.reduce((total, { minor }) => total + minor, 0);

/** What is wrong with a book in itself, a sentence each: balances that are not the sum of the lines, gaps, commands off zero [I1, I2]. */
export const faultsOf = (pages: readonly Page[]): readonly string[] => {
  const faults: string[] = [];
  let balances = NO_BALANCES;
  for (const [index, { partnerId, currency, number, kind, lines, against, balances: stated }] of pages.entries()) {
    const name = `Page ${number} of ${partnerId}/${currency}`;
    balances = movedBy(balances, lines);
    if (number !== index + 1) faults.push(`${name} follows page ${index}.`);
    if (!same(balances, stated)) faults.push(`${name} states balances that its lines do not give.`);
    const off = kind === 'facts' ? 0 : sum([...lines, ...against]);
    if (off !== 0) faults.push(`${name} (${kind}) is off by ${off}.`);
  }
  return faults;
};

/** The same of a development fund: its balances, its gaps, and that every posting sums to zero [B14, I1, I2]. */
export const fundFaultsOf = (pages: readonly FundPage[]): readonly string[] => {
  const faults: string[] = [];
  let balances = NO_FUND;
  for (const [
    index,
    { partnerId, quarter, currency, number, kind, lines, against, balances: stated },
  ] of pages.entries()) {
    const name = `Page ${number} of the fund ${partnerId}/${quarter}/${currency}`;
    balances = fundMovedBy(balances, lines);
    const { available, reserved, settled } = balances;
    if (number !== index + 1) faults.push(`${name} follows page ${index}.`);
    if (available !== stated.available || reserved !== stated.reserved || settled !== stated.settled)
      faults.push(`${name} states balances that its lines do not give.`);
    const off = sum([...lines, ...against]);
    if (off !== 0) faults.push(`${name} (${kind}) is off by ${off}.`);
    if (kind === 'reserved' && available < 0) faults.push(`${name} promises ${0 - available} more than there is.`);
    if (reserved < 0 || settled < 0) faults.push(`${name} takes back what was never promised.`);
  }
  return faults;
};

/** What each fact moves on each account, as one text to compare. */
const amountsByFact = (lines: readonly BookLine[]): ReadonlyMap<string, string> => {
  const byFact = new Map<string, BookLine[]>();
  for (const line of lines) {
    if (line.fact) byFact.set(line.fact, [...(byFact.get(line.fact) ?? []), line]);
  }
  const text = (line: BookLine): string => `${line.account} ${line.minor} ${line.sale} ${line.rule} ${line.maturesAt}`;
  return new Map([...byFact].map(([fact, all]) => [fact, all.map(text).sort().join('; ')]));
};

/**
 * Compares what facts post with what the book's pages dated since them hold: facts that are missing, and facts whose
 * lines are others, or stand there twice [B5].
 */
export const compare = (
  expected: BookLines,
  pages: readonly Page[],
): { missing: readonly string[]; wrong: readonly string[] } => {
  const kept = amountsByFact(pages.flatMap(({ lines }) => lines));
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const [fact, amounts] of amountsByFact(expected.lines)) {
    const found = kept.get(fact);
    if (found === undefined) missing.push(fact);
    else if (found !== amounts)
      wrong.push(`Fact ${fact} has other lines in book ${expected.partnerId}/${expected.currency} than it posts.`);
  }
  return { missing, wrong };
};
