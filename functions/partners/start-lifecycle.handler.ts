import { applicationVerified } from '../applications/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { log } from '../shared/log.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { firstMove, newProfile } from './arriving.ts';
import { addProfile } from './store.ts';

/** A verified application becomes a partner in stage Identify [L1], and its lifecycle starts. Told twice, it starts one. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  if (!partnerId || !run) return log.warn('EVENT_SKIPPED', { because: 'an application of no partner' });
  const profile = newProfile(partnerId, run, applicationVerified.parse(data), now.toISOString());
  await addProfile(profile, firstMove(profile));
  await startWorkflow('partner-lifecycle', `partner-lifecycle-${partnerId}-${run}`, { partner: partnerId });
});
