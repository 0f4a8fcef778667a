import { busEvent } from '../shared/consumer.ts';
import { log } from '../shared/log.ts';
import { answerWait } from '../shared/workflows.ts';
import { batchNews } from './contract.ts';
import { batchNamed, findBatchWait } from './store.ts';
import { endsWait } from './waiting.ts';

/** Something happened to a run: tells its execution, if that waits for it. */
export const handler = busEvent(async ({ data }) => {
  const { batchId } = batchNews.parse(data);
  const [{ state, news }, wait] = await Promise.all([batchNamed(batchId), findBatchWait(batchId)]);
  if (!wait || !endsWait(wait, { state, news })) return;
  const told = await answerWait(wait.token, { state, news });
  log.info(told === 'told' ? 'WAIT_SETTLED' : 'WAIT_GONE');
});
