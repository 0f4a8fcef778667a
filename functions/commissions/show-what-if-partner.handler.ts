import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { whatIfRoutes } from './what-if/items.ts';
import { findWhatIf, readPartner } from './what-if/store.ts';

export const handler = http(whatIfRoutes.showWhatIfPartner, async ({ params: { whatIfId, partnerId } }) => {
  const asked = await findWhatIf(whatIfId);
  if (!asked) throw notFound('what-if');
  return { body: { results: asked.state === 'done' ? [...(await readPartner(whatIfId, partnerId))] : [] } };
});
