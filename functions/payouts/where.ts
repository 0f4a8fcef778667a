import { ledgerKeys } from '../shared/ledger-keys.ts';

/** A partner's payouts lie in the shard of its books. */
export const shardOf = (partnerId: string): number => Number(ledgerKeys.book(partnerId, '').PK.slice('BOOKS#'.length));

/** A place in a month's lines: the book and the number of its page. */
export interface Place {
  readonly currency: string;
  readonly number: number;
}

export const writePlace = (
  { currency }: { readonly currency: string },
  { number }: { readonly number: number },
): string => `${currency}.${number}`;

/** A cursor is checked where it comes in. */
export const placeOf = (cursor: string | undefined): Place | undefined => {
  const [currency, number] = cursor?.split('.') ?? [];
  return currency && number ? { currency, number: Number(number) } : undefined;
};
