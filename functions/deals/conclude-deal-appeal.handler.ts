import { busEvent } from '../shared/consumer.ts';
import { decisionMade } from '../tasks/contract.ts';
import { dealOf } from './announcing.ts';
import { answered } from './appealing.ts';
import { domainsOf, readUnder } from './customers/store.ts';
import { readTermsSince } from './partners/store.ts';
import { findDeal } from './store.ts';
import { changeDeal } from './writing/store.ts';

/** What somebody else decided on an appeal, or the rule when nobody did [L14]. A repeat finds it answered. */
export const handler = busEvent(async ({ data }, now) => {
  const { kind, key, decision } = decisionMade.parse(data);
  if (kind !== 'deal-appeal') return;
  const seen = await findDeal(dealOf(key));
  if (!seen) throw new Error(`There is no deal ${key}.`);
  const { terms } = await readTermsSince(seen.policyVersion, now);
  const outcome = decision.outcome === 'reinstated' ? 'reinstated' : 'upheld';
  await changeDeal(seen, async (deal) => {
    if (deal.state !== 'rejected' || deal.appeal?.state !== 'open') return undefined;
    const { claim } = await readUnder(await domainsOf(deal));
    return answered(deal, outcome, decision, decision.reason ?? '', terms, now.toISOString(), claim?.dealId);
  });
});
