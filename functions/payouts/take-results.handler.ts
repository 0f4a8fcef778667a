import { localDate } from '../shared/days.ts';
import { http } from '../shared/http.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { planFiles } from './files.ts';
import { messageIds, readTold } from './intake.ts';
import { addNews, findBatch, policyOf, readPayouts } from './store.ts';
import { takeIn } from './taking/store.ts';

/** Takes in what became of payments, then wakes the run. The same file again changes nothing. */
export const handler = http(routes.takeResults, async ({ params: { batchId }, body, session, now }) => {
  const batch = await findBatch(batchId);
  if (!batch || !session) throw notFound('payout run');
  if (batch.state !== 'reserved' && batch.state !== 'settled') throw conflict('Nothing of this run is under way yet.');
  const payouts = await readPayouts(batch);
  const today = localDate(now.toISOString(), (await policyOf(batch, now)).calendar.timeZone);
  const told = readTold(body, messageIds(batch, planFiles(payouts)), today);
  const source = body.format === 'all-paid' ? 'person' : body.format === 'ask-the-service' ? 'service' : body.format;
  const taken = await takeIn(payouts, told, { source, by: session.personId }, now.toISOString());
  if (batch.state === 'reserved') await addNews(batchId, now.toISOString());
  return { body: taken };
});
