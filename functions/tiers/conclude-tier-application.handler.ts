import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { decideOn } from './assessing/store.ts';
import { conclusionOf, granted } from './requesting.ts';
import { findRequest, keepRequest, putRequest } from './requests/store.ts';

/** What a person decided on an application for Preferred, or the rule at the deadline [T3, L11]. */
export const handler = busEvent(async ({ partnerId = '', data }, now) => {
  const { key, decision } = decisionMade.parse(data);
  const [profile, before] = [await readProfile(partnerId), await findRequest(partnerId)];
  const found = profile && conclusionOf(profile, before, key, decision, now.toISOString());
  if (!found) return;
  if (found.request.state === 'declined') await keepRequest(found, before);
  else
    await decideOn(partnerId, now, async (position) => {
      const latest = await findRequest(partnerId);
      const asked = conclusionOf(position.profile, latest, key, decision, now.toISOString());
      return (
        asked && {
          decided: granted(position, asked.request, now.toISOString()),
          also: [putRequest(asked.request, latest)],
        }
      );
    });
});
