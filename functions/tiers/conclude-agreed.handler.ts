import { readChannelTerms } from '../shared/agreed-reader.ts';
import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { conclude } from './agreed/agreeing.ts';
import { keepChannelTerms } from './agreed/store.ts';

/** What a second person decided on terms of one partner, or the rule when nobody did. */
export const handler = busEvent(async ({ partnerId = '', data }, now) => {
  const { key = '', decision } = decisionMade.parse(data);
  const [profile, before] = await Promise.all([readProfile(partnerId), readChannelTerms(partnerId)]);
  const found = profile && before && conclude(profile, before, key, decision, now.toISOString());
  // Written meanwhile: the event comes again and finds out what by.
  if (found && (await keepChannelTerms(found)) === 'refused')
    throw new Error(`The terms of ${partnerId} have just changed.`);
});
