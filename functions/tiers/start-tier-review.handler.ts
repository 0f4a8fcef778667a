import { entry } from '../shared/entry.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { lastOver } from './quarters.ts';

/** Every day: the last quarter that is over is reviewed, unless it was. A day without it, after an outage, loses nothing. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date();
  const { calendar } = (await readPolicy(now)).policy;
  const quarter = lastOver(now.toISOString(), calendar.timeZone);
  await startWorkflow('tier-review', `tier-review-${quarter}`, { quarter });
});
