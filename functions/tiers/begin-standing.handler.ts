import { partnerAdmitted } from '../partners/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { decideOn } from './assessing/store.ts';
import { begin } from './beginning.ts';
import { putCommitment } from './store.ts';

/** Day 0: a channel partner's standing begins, with the commitment that its start tier asks [T4]. */
export const handler = busEvent(async ({ partnerId = '', run, data }, now) => {
  const { tier } = partnerAdmitted.parse(data);
  await decideOn(partnerId, now, (position) => {
    const begun = begin(position, { run, tier }, now.toISOString());
    return begun && { decided: begun.decided, also: begun.commitment ? [putCommitment(begun.commitment)] : [] };
  });
});
