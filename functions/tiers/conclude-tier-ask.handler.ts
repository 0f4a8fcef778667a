import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { answered, askedIn } from './asks/asking.ts';
import { keepAsk, readAsks } from './asks/store.ts';

/** What a manager said to what a partner asked of its tier, or the rule when nobody did [L11]. */
export const handler = busEvent(async ({ partnerId = '', data }, now) => {
  const { key = '', decision } = decisionMade.parse(data);
  const [profile, asked] = await Promise.all([readProfile(partnerId), readAsks(partnerId)]);
  const before = asked.find(({ what }) => what === askedIn(key));
  const kept = profile && answered(profile, before, key, decision, now.toISOString());
  // Written meanwhile: the event comes again and finds out what by.
  if (kept && (await keepAsk(kept, before)) === 'refused') throw new Error(`What ${partnerId} asks has just changed.`);
});
