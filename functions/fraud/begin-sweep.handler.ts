import { localDate } from '../shared/days.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { shardsWith } from '../shared/shards.ts';
import { step } from '../shared/step.ts';
import { typedInput } from '../shared/typed-input.ts';
import { dayAfter, reviewsOn, startOf } from './calendar.ts';
import { beginSweep, sweepInput } from './contract.ts';
import { isAnnounced, partnersIn } from './sweep/store.ts';
import { reviewTask } from './sweeping.ts';

const EXAMPLE = { day: '2027-03-01' };

/** Up to which day is looked, yesterday unless told, and in which shards there is anybody. */
export const handler = step(beginSweep, async ({ input }, now) => {
  const typed = typedInput(sweepInput, input, EXAMPLE);
  const { timeZone } = (await readPolicy(now)).policy.calendar;
  const today = localDate(now.toISOString(), timeZone);
  const day = typed.day ?? dayAfter(today, -1);
  if (day >= today) throw new InvalidInput(`The day ${day} is not over. Type a day before ${today}.`);
  const monthly = reviewsOn(today).find(({ kind }) => kind === 'top-affiliates');
  const top = monthly !== undefined && !(await isAnnounced(reviewTask(monthly, {}, '').id));
  return { day, until: startOf(dayAfter(day, 1), timeZone), top, shards: await shardsWith(partnersIn) };
});
