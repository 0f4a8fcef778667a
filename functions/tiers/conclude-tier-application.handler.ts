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
  const at = now.toISOString();
  const profile = await readProfile(partnerId);
  const conclude = async () => {
    const before = await findRequest(partnerId);
    if (!profile || before?.state !== 'asked' || String(before.number) !== key) return undefined;
    return { before, asked: concluded(profile, before, decision, at) };
  };
  const found = await conclude();
  if (found?.asked.request.state === 'declined') await keepRequest(found.asked, found.before);
  if (found?.asked.request.state !== 'granted') return;
  await decideOn(partnerId, now, async (position) => {
    const latest = await conclude();
    if (!latest) return undefined;
    const { tier: to, reason: because = '' } = latest.asked.request;
    return {
      decided: changeTier(position, { to, because, by: decision.by }, at),
      also: [putRequest(latest.asked.request, latest.before)],
    };
  });
});
