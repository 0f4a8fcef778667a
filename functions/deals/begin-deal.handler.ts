import { step } from '../shared/step.ts';
import { keyOf } from './announcing.ts';
import { readDealInput, twin, unknownDeal } from './beginning.ts';
import { beginDealInput } from './contract.ts';
import { findDeal } from './store.ts';
import { takeLock } from './waits/store.ts';

/** First step: what was typed, which deal it means, and that one execution looks after it (fault 20). */
export const handler = step(beginDealInput, async ({ executionId, input }) => {
  const { dealId, typed, takeOver } = readDealInput(input);
  const deal = dealId ? await findDeal(dealId) : undefined;
  if (!deal) throw unknownDeal(typed);
  if (!(await takeLock(deal.dealId, executionId, takeOver))) throw twin(typed);
  const { partnerId, run, personId } = deal;
  return { dealId: deal.dealId, partnerId, run, personId, key: keyOf(deal.dealId) };
});
