import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { readView } from './showing/store.ts';

export const handler = http(routes.showOwnTier, async ({ session, now }) => {
  const view = await readView(session?.partnerId ?? '', now);
  if (!view) throw notFound('partner');
  // What is not decided is not said.
  return { body: { ...view, agreed: view.agreed.filter(({ state }) => state === 'approved') } };
});
