import { localDate } from '../shared/days.ts';
import { entry } from '../shared/entry.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { opensReviews } from './calendar.ts';
import { lastQuarter } from './inputs.ts';

/** In the first weeks of a quarter, every day: starts the reviews of the one before, whose name is its business key, once. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date();
  const { policy } = await readPolicy(now);
  if (!opensReviews(localDate(now.toISOString(), policy.calendar.timeZone), policy)) return;
  const quarter = lastQuarter(now.toISOString(), policy);
  await startWorkflow('review-quarter', `review-quarter-${quarter}`, { quarter });
});
