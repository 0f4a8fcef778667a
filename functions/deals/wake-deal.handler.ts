import { busEvent } from '../shared/consumer.ts';
import { log } from '../shared/log.ts';
import { answerWait, startWorkflow } from '../shared/workflows.ts';
import { dealMoved } from './contract.ts';
import { findDeal } from './store.ts';
import { phaseOf } from './timing.ts';
import { findLock, findWait } from './waits/store.ts';

const WORKFLOW = 'deal-registration';

/** A deal has moved: tells its execution, or starts one where none looks after it. */
export const handler = busEvent(async ({ data }) => {
  const { dealId, turn } = dealMoved.parse(data);
  const [deal, lock] = await Promise.all([findDeal(dealId), findLock(dealId)]);
  if (!deal) throw new Error(`There is no deal ${dealId}.`);
  if (!lock || lock.finished) {
    if (phaseOf(deal) === 'ended') return;
    const name = lock ? `${WORKFLOW}-${dealId}-${turn}` : `${WORKFLOW}-${dealId}`;
    return startWorkflow(WORKFLOW, name, { deal: dealId });
  }
  const wait = await findWait(dealId);
  if (!wait || deal.turn <= wait.turn) return;
  const told = await answerWait(wait.token, { state: deal.state });
  log.info(told === 'told' ? 'WAIT_SETTLED' : 'WAIT_GONE');
});
