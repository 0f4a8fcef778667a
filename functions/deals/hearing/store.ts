import { hashesOfCustomer } from '../../shared/alias-reader.ts';
import { programKey } from '../../shared/program-key.ts';
import type { Deal } from '../contract.ts';
import { readCustomer } from '../customers/store.ts';
import { heardOfWin, type ToldWin, winningOf } from '../hearing.ts';
import { findDeal, findDeals } from '../store.ts';
import { settleConflict, win } from '../won/store.ts';
import { changeDeal } from '../writing/store.ts';

/**
 * The deal of this id; of an id that is not ours, the customer's, under the domain that was
 * told or another one of the customer: registered by a partner, or owed to those who gave way.
 */
export const dealsMeant = async (dealId: string, domainHash: string | undefined): Promise<readonly Deal[]> => {
  const named = await findDeal(dealId.toUpperCase());
  if (named) return [named];
  if (domainHash === undefined) return [];
  for (const hash of await hashesOfCustomer(await programKey(), domainHash)) {
    const { claim, places } = await readCustomer(hash);
    const owed = places.filter(({ place }) => place === 'owed').map((one) => one.dealId);
    const deals = await findDeals(claim ? [claim.dealId] : owed);
    if (deals.length > 0) return deals;
  }
  return [];
};

/** Approved: won. In conflict: the other side has won. Not decided: it waits. Over: it earns nothing. */
export const hear = async (deal: Deal, told: ToldWin, now: Date): Promise<void> => {
  const { at, customerId } = told;
  if (deal.state === 'approved') await win(deal, winningOf(told), { by: 'webhook' }, now);
  else if (deal.state === 'conflict') await settleConflict(deal, at, { by: 'webhook' }, now, customerId);
  else await changeDeal(deal, (one) => heardOfWin(one, told, now.toISOString()));
};
