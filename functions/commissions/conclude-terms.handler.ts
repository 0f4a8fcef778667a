import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { approve } from './terms/changing.ts';
import { findChange, keepTerms, listTerms, refuseChange } from './terms/store.ts';

/** What a second person decided on a partner's terms, or the rule when nobody did. */
export const handler = busEvent(async ({ partnerId = '', data }, now) => {
  const { kind, key = '', decision } = decisionMade.parse(data);
  if (kind !== 'terms') return;
  const [asked, profile] = [await findChange(partnerId, key), await readProfile(partnerId)];
  if (!asked || !profile) throw new Error(`There is no change ${key} of the terms of ${partnerId}.`);
  if (asked.state !== 'proposed') return;
  const decided = { by: decision.by, at: now.toISOString() };
  if (decision.outcome !== 'approved') {
    await refuseChange(asked, decided);
    return;
  }
  const [terms, versions] = [await listTerms(partnerId), await queryPolicyVersions()];
  const kept = await keepTerms(asked, approve(asked, profile, terms, versions, decided), decided);
  // Other terms came between, or this was decided meanwhile: the event comes again and finds out which.
  if (kept === 'refused') throw new Error(`The terms of ${partnerId} have just changed.`);
});
