import * as z from 'zod';
import type { Fact } from '../../ledger/contract.ts';
import { moneyText } from '../../shared/currency.ts';
import type { KeptOfPartner } from './items.ts';

/** What a fact of kind `imported` keeps of a commission. */
const kept = z.looseObject({ state: z.string(), minor: z.int() });

const UNREADABLE = 'was imported before, and said something else; the first import stands';

/**
 * Why a row contradicts what was imported by its key, with both values and what to do [Z4]. The first import stands:
 * a later one never moves money by itself.
 */
export const conflictWords = (row: KeptOfPartner, before: Pick<Fact, 'data' | 'currency'> | undefined): string => {
  const was = kept.safeParse(before?.data);
  if (row.kind !== 'commissions' || !was.success || !before?.currency) return UNREADABLE;
  const { state, minor } = was.data;
  const { currency } = before;
  if (row.currency !== currency) {
    return `was imported before in ${currency} and is in ${row.currency} now; the first import stands: correct the file, or adjust the balance by hand`;
  }
  const text = (amount: number): string => moneyText({ minor: amount, currency });
  const differs = [
    ...(state === row.state ? [] : [`its state was ${state} and is ${row.state} now`]),
    ...(minor === row.minor ? [] : [`its amount was ${text(minor)} and is ${text(row.minor)} now`]),
  ];
  if (differs.length === 0) return UNREADABLE;
  const [owed, owes] = [open(state) ? minor : 0, open(row.state) ? row.minor : 0];
  const todo =
    owed === owes
      ? 'nothing is owed otherwise by it, so there is nothing to do'
      : `if the new file is right, adjust the partner's balance by ${text(owes - owed)}`;
  return `was imported before: ${differs.join(', and ')}. The first import stands; ${todo}`;
};

/** Paid and void ones owe nothing here. */
const open = (state: string): boolean => state === 'pending' || state === 'due';
