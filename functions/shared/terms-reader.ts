import { type Terms, termsItem } from '../commissions/contract.ts';
import { readItems } from './batch.ts';
import { keys } from './keys.ts';

/** Plans of their own of up to 100 partners, by partner, oldest first; one without is not in it. Needs `BatchGetItem`. */
export const readTerms = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, Terms['versions']>> => {
  const wanted = [...new Set(partnerIds)].map(keys.terms);
  if (wanted.length === 0) return new Map();
  const items = (await readItems(wanted, true)).map((item) => termsItem.parse(item));
  return new Map(items.map(({ partnerId, versions }) => [partnerId, versions]));
};
