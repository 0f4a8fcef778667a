import { readChannelTerms } from '../../shared/agreed-reader.ts';
import { readClaimsBehind, readCustomer as readFactsOf } from '../../shared/journal-reader.ts';
import { placeOfDomain } from '../../shared/ledger-keys.ts';
import { readProfile } from '../../shared/partner-reader.ts';
import type { Deal, Winning } from '../contract.ts';
import { domainsOf, readUnder } from '../customers/store.ts';
import type { Actor } from '../moves.ts';
import { readTermsSince } from '../partners/store.ts';
import { closedWonEvent, settled, won } from '../winning.ts';
import { changeDeal } from '../writing/store.ts';

/** Was anything sold to these domains before an instant [T8]? Of everybody who paid from there, the facts are read. */
const hasSale = async (domains: readonly string[], before: string): Promise<boolean> => {
  const payers = await Promise.all(domains.map((hash) => readClaimsBehind('payer', placeOfDomain(hash))));
  for (const { key } of payers.flat()) {
    const facts = await readFactsOf(key.slice(key.lastIndexOf('~') + 1));
    if (facts.some(({ kind, occurredAt }) => kind === 'sale' && occurredAt < before)) return true;
  }
  return false;
};

/** A deal is won: owner, rate and bonuses are fixed and announced, once [D7]. A repeat finds it won. */
export const win = async (seen: Deal, body: Winning, actor: Actor, now: Date): Promise<Deal> => {
  const at = now.toISOString();
  const [profile, terms, { policy }] = await Promise.all([
    readProfile(seen.partnerId),
    readChannelTerms(seen.partnerId),
    readTermsSince(seen.policyVersion, now),
  ]);
  return changeDeal(
    seen,
    async (deal) => {
      if (deal.state === 'won') return undefined;
      const domains = await domainsOf(deal);
      const customer = await readUnder(domains);
      const soldBefore = await hasSale(domains, deal.exclusive?.from ?? deal.registeredAt);
      const tier = profile?.tier ?? 'Registered';
      return won(deal, body, actor, { policy, tier, terms, customer, soldBefore }, at);
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
