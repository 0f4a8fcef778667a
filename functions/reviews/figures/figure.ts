import type { Entry, Figure } from '../items.ts';

/** A number and what stands behind it [B16]. */
export interface Measured {
  readonly figure: Figure;
  readonly entries: readonly Entry[];
}

type Words = Pick<Figure, 'id' | 'title' | 'unit'> & Partial<Pick<Figure, 'currency' | 'target' | 'before' | 'note'>>;

/** A number that is the sum of its entries. */
export const summed = (words: Words, entries: readonly Entry[]): Measured => ({
  figure: { ...words, value: entries.reduce((sum, { value }) => sum + value, 0), entries: entries.length },
  entries,
});

/** A number that follows from its entries in another way. */
export const derived = (words: Words, value: number | null, entries: readonly Entry[]): Measured => ({
  figure: { ...words, value, entries: entries.length },
  entries,
});

/** What nobody has told: it is said so, and never shown as 0. */
export const notMeasured = (words: Words, why: string): Measured => ({
  figure: { ...words, value: null, note: `Not measured: ${why}`, entries: 0 },
  entries: [],
});

export const currenciesOf = (amounts: readonly { readonly currency: string }[]): readonly string[] =>
  [...new Set(amounts.map(({ currency }) => currency))].sort();

/** `usd`, for the id of a figure. */
export const slug = (currency: string): string => currency.toLowerCase();
