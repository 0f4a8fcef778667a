import { step } from '../shared/step.ts';
import { lookAtDealInput } from './contract.ts';
import { dealNamed } from './store.ts';
import { phaseOf, secondsTo } from './timing.ts';
import { letGo } from './waits/store.ts';

/** Where the deal stands, and how long nothing is due. One that has ended is let go of, unless it moves in this instant. */
export const handler = step(lookAtDealInput, async ({ dealId, executionId }, now) => {
  for (;;) {
    const deal = await dealNamed(dealId);
    const { state, turn } = deal;
    const found = { phase: phaseOf(deal), state, turn, seconds: secondsTo(deal, now.toISOString()) };
    if (found.phase !== 'ended' || (await letGo(deal, executionId)) === 'done') return found;
  }
});
