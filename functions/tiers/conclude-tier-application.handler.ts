import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { decideOn } from './assessing/store.ts';
import { changeTier } from './deciding.ts';
import { concluded } from './requesting.ts';
import { findRequest, keepRequest, putRequest } from './requests/store.ts';

/** What a person decided on an application for Preferred, or the rule at the deadline [T3, L11]. */
export const handler = busEvent(async ({ partnerId = '', data }, now) => {
  const { key, decision } = decisionMade.parse(data);
  const [profile, before] = [await readProfile(partnerId), await findRequest(partnerId)];
  if (!profile || before?.state !== 'asked' || String(before.number) !== key) return;
  const at = now.toISOString();
  const asked = concluded(profile, before, decision, at);
  const { request } = asked;
  if (request.state === 'declined') await keepRequest(asked, before);
  else
    await decideOn(partnerId, now, (position) => ({
      decided: changeTier(position, { to: request.tier, because: request.reason ?? '', by: decision.by }, at),
      also: [putRequest(request, before)],
    }));
});
