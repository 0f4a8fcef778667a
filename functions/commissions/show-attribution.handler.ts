import { http } from '../shared/http.ts';
import { attributionRoutes } from './what-if/attribution.ts';
import { viewOf } from './what-if/draft.ts';
import { findReport, readResult } from './what-if/store.ts';

export const handler = http(attributionRoutes.showAttribution, async ({ query: { model, period }, now }) => {
  const found = await findReport(model, period);
  if (!found) return { body: {} };
  const result = found.state === 'done' ? await readResult(found.whatIfId) : undefined;
  return { body: { report: viewOf(found, now), ...(result ? { result } : {}) } };
});
