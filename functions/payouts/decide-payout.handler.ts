import { http } from '../shared/http.ts';
import { putNews } from '../shared/outbox.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { holdNews, waits } from './announcing.ts';
import { routes } from './contract.ts';
import { putStanding, readKnown } from './partners/store.ts';
import { decision } from './releasing.ts';
import { decidePayout, findBatch, findPayout } from './store.ts';

/** Leaves one payout out of the preview, or releases the first one of a conditional partner [S8]. */
export const handler = http(routes.decidePayout, async ({ params, body, session, now }) => {
  const [batch, payout] = await Promise.all([findBatch(params.batchId), findPayout(params)]);
  if (!batch || !payout || !session) throw notFound('payout');
  const who = { by: session.personId, byName: session.name, at: now.toISOString(), note: body.reason };
  const known = await readKnown(payout.partnerId);
  const { to, standing } = decision(batch, payout, body.decision, who, known?.standing);
  if (payout.state !== to) {
    const beside = standing ? [putStanding(standing), putNews(holdNews(payout, false, who))] : [];
    const note = `${session.name}: ${body.reason}`;
    const told = to === 'left-out' ? waits(payout, ['left-out'], who.at) : {};
    if ((await decidePayout(batch, payout, to, { note, reasons: [] }, told, beside)) === 'refused') {
      throw conflict('The run has just changed. Look again, then decide.');
    }
  }
  return { body: { state: to } };
});
