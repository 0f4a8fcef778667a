import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { boundsOf, quarterBefore } from '../calendar.ts';
import { PICTURE_FONT, pngOf } from '../drawing.ts';
import type { Package, Review } from '../items.ts';
import { make } from '../making.ts';
import { saveEntries, savePicture } from '../packages/store.ts';
import { readSources } from '../reading/store.ts';
import { readProgramTiers } from '../tiers/store.ts';

/** Reads what a package is made of, makes it, and keeps its entries and pictures: the review says later that it counts. */
export const prepare = async (review: Review, profile: Profile, policy: Policy, now: Date): Promise<Package> => {
  const { partnerId, quarter } = review;
  const { timeZone } = policy.calendar;
  const before = boundsOf(quarterBefore(quarter), timeZone);
  const period = { quarter, ...boundsOf(quarter, timeZone), before, policy };
  const programTier = (await readProgramTiers([partnerId])).get(partnerId) ?? 'Ecosystem';
  const sources = await readSources(profile, programTier, quarter, {
    from: before.from,
    until: period.until,
    timeZone,
  });
  const made = make(review, sources, period, PICTURE_FONT, now.toISOString());
  await saveEntries(made.package, made.measured);
  for (const { picture, svg } of made.drawings) await savePicture(picture, await pngOf(svg), now);
  return made.package;
};
