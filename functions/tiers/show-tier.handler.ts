import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { readView } from './showing/store.ts';

export const handler = http(routes.showTier, async ({ params, now }) => {
  const view = await readView(params.partnerId, now);
  if (!view) throw notFound('partner');
  return { body: view };
});
