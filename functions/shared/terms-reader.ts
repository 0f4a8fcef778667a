import { type Terms, termsItem } from '../commissions/contract.ts';
import { readItems } from './batch.ts';
import { keys } from './keys.ts';

/** Plans of their own of up to 100 partners, by partner, oldest first; one without is not in it. Needs `BatchGetItem`. */
export const readTerms = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, Terms['versions']>> => {
  const wanted = [...new Set(partnerIds)].map(keys.terms);
  if (wanted.length === 0) return new Map();
  return termsIn(await readItems(wanted, true));
};

/** The same, of items that were read with others. */
export const termsIn = (items: readonly Record<string, unknown>[]): ReadonlyMap<string, Terms['versions']> => {
  const found = items.filter(({ type }) => type === 'TERMS').map((item) => termsItem.parse(item));
  return new Map(found.map(({ partnerId, versions }) => [partnerId, versions]));
};
