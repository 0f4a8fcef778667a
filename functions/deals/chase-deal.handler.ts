import { step } from '../shared/step.ts';
import { chaseDealInput } from './contract.ts';
import { lastMove } from './moves.ts';
import { readTermsSince } from './partners/store.ts';
import { dealNamed } from './store.ts';
import { chase } from './timing.ts';
import { changeDeal } from './writing/store.ts';

/** Does what is due by the clock; repeated, it finds it done. */
export const handler = step(chaseDealInput, async ({ dealId }, now) => {
  const seen = await dealNamed(dealId);
  const { terms } = await readTermsSince(seen.policyVersion, now);
  const after = await changeDeal(seen, (deal) => chase(deal, terms, now.toISOString()));
  return { did: after.changes === seen.changes ? 'nothing' : lastMove(after) };
});
