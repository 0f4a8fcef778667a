import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { boundsOf, quarterBefore } from './calendar.ts';
import { ofReview } from './contract.ts';
import { PICTURE_FONT, pngOf } from './drawing.ts';
import { packageLetters } from './letters.ts';
import { make } from './making.ts';
import { moved } from './moving.ts';
import { putPackage, saveEntries, savePicture } from './packages/store.ts';
import { readSources } from './reading/store.ts';
import { theReview } from './reviewing.ts';
import { readReview, saveReview } from './store.ts';
import { prepared } from './telling.ts';
import { readProgramTiers } from './tiers/store.ts';

/** Makes the data package of a review and sends it to both sides [G3]. Entries and pictures first: the review says when all is there. */
export const handler = step(ofReview, async ({ partnerId, run, quarter }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  if (review.state !== 'planned') return { version: review.packageVersion };
  const at = now.toISOString();
  const [profile, { policy }] = [await readProfile(partnerId), await readPolicy(now)];
  if (!profile) throw notFound('partner');
  const { timeZone } = policy.calendar;
  const before = boundsOf(quarterBefore(quarter), timeZone);
  const period = { quarter, ...boundsOf(quarter, timeZone), before, policy };
  const programTier = (await readProgramTiers([partnerId])).get(partnerId) ?? 'Ecosystem';
  const sources = await readSources(profile, programTier, quarter, { from: before.from, until: period.until });
  const made = make(review, sources, period, PICTURE_FONT, at);
  await saveEntries(made.package, made.measured);
  for (const { picture, svg } of made.drawings) await savePicture(picture, await pngOf(svg), now);
  const { version } = made.package;
  const next = moved(review, 'prepared', { packageVersion: version, packagedAt: at, looked: false });
  const letters = packageLetters(next, made.package, profile.personId, at);
  await saveReview(next, { letters, news: [prepared(next, at)] }, [putPackage(made.package)]);
  return { version };
});
