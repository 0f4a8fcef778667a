import { http } from '../shared/http.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { putStanding } from './partners/store.ts';
import { decision } from './releasing.ts';
import { decidePayout, findBatch, findPayout } from './store.ts';

/** Leaves one payout out of the preview, or releases the first one of a conditional partner [S8]. */
export const handler = http(routes.decidePayout, async ({ params, body, session, now }) => {
  const [batch, payout] = await Promise.all([findBatch(params.batchId), findPayout(params)]);
  if (!batch || !payout || !session) throw notFound('payout');
  const who = { by: session.personId, byName: session.name, at: now.toISOString(), note: body.reason };
  const { to, standing } = decision(batch, payout, body.decision, who);
  if (payout.state !== to) {
    const beside = standing ? [putStanding(standing)] : [];
    const note = `${session.name}: ${body.reason}`;
    if ((await decidePayout(batch, payout, to, { note, reasons: [] }, beside)) === 'refused') {
      throw conflict('The run has just changed. Look again, then decide.');
    }
  }
  return { body: { state: to } };
});
