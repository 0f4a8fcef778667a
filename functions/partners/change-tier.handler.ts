import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { tierDecided } from '../tiers/contract.ts';
import { tierMoveOf } from './moving.ts';
import { makeMove } from './store.ts';

/** PROFILE.tier follows what room tiers has decided; told twice or out of order, it ends at the latest decision. */
export const handler = busEvent(async ({ partnerId = '', run = 0, data }, now) => {
  const decided = tierDecided.parse(data);
  for (;;) {
    const profile = await readProfile(partnerId);
    const move = profile && tierMoveOf(profile, run, decided, now.toISOString());
    if (!move || (await makeMove(move)) === 'done') return;
  }
});
