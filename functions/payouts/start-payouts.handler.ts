import { localDate } from '../shared/days.ts';
import { entry } from '../shared/entry.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { startWorkflow } from '../shared/workflows.ts';

/** Every day from the run's day of the month on: starts the month's run, whose name is its business key, once. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date();
  const { policy } = await readPolicy(now);
  const today = localDate(now.toISOString(), policy.calendar.timeZone);
  if (Number(today.slice(8)) < policy.payouts.dayOfMonth) return;
  const period = today.slice(0, 7);
  await startWorkflow('payout-run', `payout-run-${period}`, { period });
});
