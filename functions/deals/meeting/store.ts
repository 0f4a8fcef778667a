import { hashesOfCustomer } from '../../shared/alias-reader.ts';
import { programKey } from '../../shared/program-key.ts';
import type { Opportunity } from '../contract.ts';
import { readCustomer } from '../customers/store.ts';
import { metDirect } from '../direct.ts';
import { ended } from '../exclusive.ts';
import { RULE } from '../moves.ts';
import { findDeal, findDeals } from '../store.ts';
import { settleConflict } from '../won/store.ts';
import { changeDeal } from '../writing/store.ts';

/** What an opportunity of our own means for registrations of the same customer, under whichever of its domains. Safe to repeat, and to come late. */
export const followOpportunity = async (hash: string, opportunityId: string, now: Date): Promise<void> => {
  const domains = await hashesOfCustomer(await programKey(), hash);
  const known = await Promise.all(domains.map(readCustomer));
  const found = known.flatMap(({ direct }) => direct).find((one) => one.opportunityId === opportunityId);
  if (!found) return;
  for (const { claim } of known) {
    const holder = claim && (await findDeal(claim.dealId));
    if (holder) await changeDeal(holder, (deal) => metDirect(deal, found, now.toISOString()));
  }
  const places = known.flatMap((one) => one.places);
  const owed = places.filter(({ place }) => place === 'owed').map(({ dealId }) => dealId);
  await closeConflicts(owed, found, now);
};

/** Deals that gave way to this opportunity: owed once it is won, over once it is lost [D5]. */
const closeConflicts = async (owed: readonly string[], found: Opportunity, now: Date): Promise<void> => {
  if (found.state === 'open') return;
  for (const deal of await findDeals(owed)) {
    const mine = deal.owner && 'direct' in deal.owner && deal.owner.direct === found.opportunityId;
    if (!mine) continue;
    if (found.state === 'won') await settleConflict(deal, found.updatedAt, RULE, now);
    else {
      await changeDeal(deal, (one) =>
        one.state === 'conflict'
          ? ended(one, 'lose', RULE, 'Our own sales have lost it.', now.toISOString())
          : undefined,
      );
    }
  }
};
