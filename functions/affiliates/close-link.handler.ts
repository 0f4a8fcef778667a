import { busEvent } from '../shared/consumer.ts';
import { programKey } from '../shared/program-key.ts';
import { codeOf } from './code.ts';
import { closeLink } from './store.ts';

/** Clicks of a partner who left do not count; visitors still reach the product's site. */
export const handler = busEvent(async ({ partnerId, run }, now) => {
  if (!partnerId || !run) return;
  await closeLink(codeOf(await programKey(), partnerId, run), now.toISOString());
});
