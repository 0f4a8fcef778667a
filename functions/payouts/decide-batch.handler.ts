import { http } from '../shared/http.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { batchNews } from './announcing.ts';
import { approve, cancel, checkMending } from './approving.ts';
import { routes } from './contract.ts';
import { addNews, batchNamed, findBatch, findBatchWait, moveBatch, noteBatch, policyOf, readPayouts } from './store.ts';

/** Approve exactly what was shown, call off, or try again what has failed. Repeats change nothing. */
export const handler = http(routes.decideBatch, async ({ params: { batchId }, body, session, now }) => {
  const batch = await findBatch(batchId);
  if (!batch || !session) throw notFound('payout run');
  const who = { by: session.personId, byName: session.name, at: now.toISOString() };
  const following = { events: [batchNews(batchId, `decided-${batch.revision}-${batch.approvals.length}`, who.at)] };
  if (body.decision === 'try-again') {
    checkMending(await findBatchWait(batchId));
    await addNews(batchId, who.at);
  } else if (body.decision === 'cancel') {
    const cancelled = cancel(batch, { ...who, note: body.reason });
    if (cancelled && (await moveBatch(batch, 'cancelled', { cancelled }, following)) === 'refused') throw changed;
  } else {
    const next = approve(batch, await readPayouts(batch), body.fingerprint, who, await policyOf(batch, now));
    const where = { revision: batch.revision, approvals: batch.approvals };
    if (next && (await noteBatch(batch, next, where, following)) === 'refused') throw changed;
  }
  const { state, approvals, approvalsNeeded } = await batchNamed(batchId);
  return { body: { state, approvals, approvalsNeeded } };
});

const changed = conflict('The run has just changed. Look again, then decide.');
