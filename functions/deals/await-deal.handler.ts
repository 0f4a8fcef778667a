import { step } from '../shared/step.ts';
import { answerWait } from '../shared/workflows.ts';
import { awaitDealInput } from './contract.ts';
import { dealNamed } from './store.ts';
import { openWait } from './waits/store.ts';

/** Lets an execution wait for its deal. The wait is written before the deal is read again, so no move is missed. */
export const handler = step(awaitDealInput, async ({ token, dealId, turn }) => {
  await openWait({ type: 'DEAL-WAIT', dealId, turn, token });
  const deal = await dealNamed(dealId);
  if (deal.turn > turn) await answerWait(token, { state: deal.state });
  return { waits: true };
});
