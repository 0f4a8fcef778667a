import { readProfile } from '../../shared/partner-reader.ts';
import type { Deal, Winning } from '../contract.ts';
import { readCustomer } from '../customers/store.ts';
import type { Actor } from '../moves.ts';
import { readTermsSince } from '../partners/store.ts';
import { closedWonEvent, settled, won } from '../winning.ts';
import { changeDeal } from '../writing/store.ts';

/** A deal is won: owner, rate and bonuses are fixed and announced, once [D7]. A repeat finds it won. */
export const win = async (seen: Deal, body: Winning, actor: Actor, now: Date): Promise<Deal> => {
  const at = now.toISOString();
  const [profile, { policy }] = await Promise.all([
    readProfile(seen.partnerId),
    readTermsSince(seen.policyVersion, now),
  ]);
  return changeDeal(
    seen,
    async (deal) => {
      if (deal.state === 'won') return undefined;
      const customer = await readCustomer(deal.customer.hash);
      return won(deal, body, actor, { policy, tier: profile?.tier ?? 'Registered', customer }, at);
    },
    (deal) => ({ events: [closedWonEvent(deal, policy, at)] }),
  );
};

/** The side that owns the customer of a conflict has won: what the partner is owed is announced, once [D5]. */
export const settleConflict = async (
  seen: Deal,
  wonAt: string,
  actor: Actor,
  now: Date,
  customerId?: string,
): Promise<Deal> => {
  const at = now.toISOString();
  const { policy } = await readTermsSince(seen.policyVersion, now);
  return changeDeal(
    seen,
    (deal) => (deal.state === 'conflict' ? settled(deal, wonAt, actor, at, customerId) : undefined),
    (deal) => ({ events: deal.credits.length > 0 ? [closedWonEvent(deal, policy, at)] : [] }),
  );
};
