import { busEvent } from '../shared/consumer.ts';
import { freed } from './program/holding.ts';
import { keepHolders, readHolders } from './program/store.ts';

/** A partner that has left holds no slot any more [T7]. */
export const handler = busEvent(async ({ partnerId = '' }) => {
  for (;;) {
    const holders = freed(await readHolders(), partnerId);
    if (!holders || (await keepHolders(holders)) === 'done') return;
  }
});
