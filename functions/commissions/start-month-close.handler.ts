import { entry } from '../shared/entry.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { lastOver } from './period.ts';

/** Every day: the last month that is over is closed, unless it was. A day without it, after an outage, loses nothing. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date();
  const { calendar } = (await readPolicy(now)).policy;
  const period = lastOver(now.toISOString(), calendar.timeZone);
  await startWorkflow('month-close', `month-close-${period}`, { period });
});
