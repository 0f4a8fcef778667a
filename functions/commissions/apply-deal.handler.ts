import { dealClosedWon } from '../deals/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { programKey } from '../shared/program-key.ts';
import { takeDeal } from './meeting/store.ts';

/** What room deals fixed of a won deal [D7]. */
export const handler = busEvent(async ({ data }, now) => {
  await takeDeal(await programKey(), dealClosedWon.parse(data), now);
});
