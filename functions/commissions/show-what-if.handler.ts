import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { viewOf } from './what-if/draft.ts';
import { whatIfRoutes } from './what-if/items.ts';
import { findWhatIf, readResult } from './what-if/store.ts';

export const handler = http(whatIfRoutes.showWhatIf, async ({ params: { whatIfId }, now }) => {
  const [asked, result] = await Promise.all([findWhatIf(whatIfId), readResult(whatIfId)]);
  if (!asked) throw notFound('what-if');
  return { body: { whatIf: viewOf(asked, now), ...(asked.state === 'done' && result ? { result } : {}) } };
});
