import { http } from '../shared/http.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { readAction, saveAction } from './agreed/store.ts';
import { routes } from './contract.ts';
import { readReviewPage } from './pages/store.ts';
import { closed } from './recording.ts';
import { actionView } from './viewing.ts';

/** A partner marks an action of its own as done. The same again is answered the same. */
export const handler = http(routes.finishAction, async ({ params: { quarter, number }, body, session, now }) => {
  const partnerId = session?.partnerId ?? '';
  const at = now.toISOString();
  const { owners, policy } = await readReviewPage(partnerId, quarter, now);
  for (;;) {
    const action = await readAction(partnerId, quarter, number);
    if (!action) throw notFound('action');
    if (action.side !== 'partner') throw new Problem(403, 'not-yours', 'This action is ours: we close it.');
    const next = closed(action, 'done', session?.personId ?? '', body.note, at);
    if (next === 'same') return { body: actionView(action, owners, policy.calendar.timeZone, at) };
    if ((await saveAction(next)) === 'done') return { body: actionView(next, owners, policy.calendar.timeZone, at) };
  }
});
