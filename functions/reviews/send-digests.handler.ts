import { localDate } from '../shared/days.ts';
import { entry } from '../shared/entry.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { digestMonth } from './digest.ts';
import { orderDigests } from './digests/store.ts';

/** Once a month: a letter to everybody who gets no review [T7]. Goes on where it stopped the day before. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date();
  const { policy } = await readPolicy(now);
  const month = digestMonth(localDate(now.toISOString(), policy.calendar.timeZone), policy);
  if (month !== undefined) await orderDigests(month, policy, now.toISOString());
});
