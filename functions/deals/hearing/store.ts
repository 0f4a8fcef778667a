import type { Deal } from '../contract.ts';
import { readCustomer } from '../customers/store.ts';
import { heardOfWin, type ToldWin } from '../hearing.ts';
import { findDeal, findDeals } from '../store.ts';
import { settleConflict, win } from '../won/store.ts';
import { changeDeal } from '../writing/store.ts';

/** The deal of this id; of an id that is not ours, the customer's: registered by a partner, or owed to those who gave way. */
export const dealsMeant = async (dealId: string, domainHash: string | undefined): Promise<readonly Deal[]> => {
  const named = await findDeal(dealId.toUpperCase());
  if (named) return [named];
  if (domainHash === undefined) return [];
  const { claim, places } = await readCustomer(domainHash);
  const owed = places.filter(({ place }) => place === 'owed').map((one) => one.dealId);
  return findDeals(claim ? [claim.dealId] : owed);
};

/** Approved: won. In conflict: the other side has won. Not decided: it waits. Over: it earns nothing. */
export const hear = async (deal: Deal, told: ToldWin, now: Date): Promise<void> => {
  const { at, customerId } = told;
  if (deal.state === 'approved') {
    const body = { wonOn: at.slice(0, 10), termYears: 1, ...(customerId ? { customerId } : {}) };
    await win(deal, body, { by: 'webhook' }, now);
  } else if (deal.state === 'conflict') await settleConflict(deal, at, { by: 'webhook' }, now, customerId);
  else await changeDeal(deal, (one) => heardOfWin(one, told, now.toISOString()));
};
