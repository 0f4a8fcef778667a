import { commit } from '../shared/commit.ts';
import { localDate } from '../shared/days.ts';
import { putEvent } from '../shared/outbox.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { reviewsOn } from './calendar.ts';
import { orderReviews } from './contract.ts';
import { companiesOf } from './sweep/store.ts';
import { reviewTask, topDetail, topOf } from './sweeping.ts';

/** Asks people for the reviews of the week, month and quarter that have not been asked for [F3]. */
export const handler = step(orderReviews, async ({ day, shards }, now) => {
  const { calendar, fraud } = (await readPolicy(now)).policy;
  const top = topOf(
    shards.flatMap((one) => one.top),
    fraud.topAffiliates,
  );
  const companies = await companiesOf(top.map(({ partnerId }) => partnerId));
  const reviews = reviewsOn(localDate(now.toISOString(), calendar.timeZone));
  const events = reviews.map((one) => {
    const detail = one.kind === 'top-affiliates' ? topDetail(top, companies) : { from: 'fraud-sweep', upTo: day };
    return reviewTask(one, detail, now.toISOString());
  });
  await commit([], events.map(putEvent));
  const total = (of: 'partners' | 'flags') => shards.reduce((sum, shard) => sum + shard[of], 0);
  const names = reviews.map(({ kind, key }) => `${kind} ${key}`);
  return { reviews: names, partners: total('partners'), raised: total('flags') };
});
