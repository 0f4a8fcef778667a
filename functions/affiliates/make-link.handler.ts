import { busEvent } from '../shared/consumer.ts';
import { factData } from '../shared/event.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { codeOf } from './code.ts';
import { addLink } from './store.ts';

/** Links open when the agreement is accepted [O]. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  if (!partnerId || !run || factData.parse(data).fact !== 'agreement-accepted') return;
  const profile = await readProfile(partnerId);
  if (profile?.programType !== 'affiliate' || profile.run !== run) return;
  const code = codeOf(await programKey(), partnerId, run);
  await addLink({ type: 'LINK', code, partnerId, run, createdAt: now.toISOString() });
});
