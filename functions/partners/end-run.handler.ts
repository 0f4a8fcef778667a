import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { stopData } from './contract.ts';
import { isEnd } from './lifecycle.ts';
import { stopMove } from './moving.ts';
import { makeMove } from './store.ts';

/** A stop that another room ordered (the contact is forgotten): the partner leaves, whether or not a workflow runs. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  const stop = stopData.parse(data);
  for (;;) {
    const profile = await readProfile(partnerId ?? '');
    if (!profile || profile.run !== run || isEnd(profile.stage)) return;
    if ((await makeMove(stopMove(profile, stop, now.toISOString()))) === 'done') return;
  }
});
