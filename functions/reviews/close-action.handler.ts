import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { readAction, saveAction } from './agreed/store.ts';
import { routes } from './contract.ts';
import { readReviewPage } from './pages/store.ts';
import { closed } from './recording.ts';
import { opsReviewView } from './viewing.ts';

/** Somebody of the team closes an action, done or dropped. The same again is answered the same. */
export const handler = http(routes.closeAction, async ({ params, body, session, now }) => {
  const { partnerId, quarter, number } = params;
  const at = now.toISOString();
  for (;;) {
    const action = await readAction(partnerId, quarter, number);
    if (!action) throw notFound('action');
    const next = closed(action, body.state, session?.personId ?? '', body.note, at);
    if (next !== 'same' && (await saveAction(next)) !== 'done') continue;
    const { policy, ...page } = await readReviewPage(partnerId, quarter, now);
    return { body: opsReviewView(page, policy, at) };
  }
});
