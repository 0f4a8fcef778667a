import { stopData } from '../partners/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { dealsOf } from './store.ts';
import { closedBySunset } from './sunset.ts';
import { changeDeal } from './writing/store.ts';

/** A partner has left: its open deals expire, and its places in line are free [L16]. Safe to repeat. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  if (!partnerId) return;
  const stop = stopData.parse(data);
  let before: string | undefined;
  do {
    const page = await dealsOf(partnerId, before);
    for (const deal of page.deals) {
      await changeDeal(deal, (one) => (one.run === run ? closedBySunset(one, stop, now.toISOString()) : undefined));
    }
    before = page.before;
  } while (before);
});
