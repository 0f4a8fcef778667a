import middy from '@middy/core';
import type { Profile } from '../partners/contract.ts';
import { commit } from '../shared/commit.ts';
import { localDate } from '../shared/days.ts';
import { log } from '../shared/log.ts';
import { putLetter } from '../shared/outbox.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { digestLetter, digestLines, digestMonth } from './digest.ts';
import { getsReview, REVIEWED_STAGES } from './inputs.ts';
import { findDigest, partnersIn, saveDigest } from './quarters/store.ts';
import { readMonth } from './reading/books.ts';
import { readProgramTiers } from './tiers/store.ts';

const send = async (profile: Profile, month: string, at: string): Promise<void> => {
  const lines = digestLines(await readMonth(profile.partnerId, month), month);
  if (lines.length > 0) await commit([], [putLetter(digestLetter(profile, month, lines, at))]);
};

/** Once a month: a letter to everybody who gets no review and earned something [T7]. Goes on where it stopped the day before. */
export const handler = middy().handler(async () => {
  const now = new Date();
  const { policy } = await readPolicy(now);
  const month = digestMonth(localDate(now.toISOString(), policy.calendar.timeZone), policy);
  const digest = month === undefined ? undefined : await findDigest(month);
  if (month === undefined || digest?.state === 'done') return;
  let failed = false;
  for await (const { partners, next } of partnersIn(REVIEWED_STAGES, digest?.place)) {
    const tiers = await readProgramTiers(partners.map(({ partnerId }) => partnerId));
    for (const profile of partners) {
      if (getsReview(profile, tiers.get(profile.partnerId) ?? 'Ecosystem', policy)) continue;
      await send(profile, month, now.toISOString()).catch((error) => {
        failed = true;
        log.error('DIGEST_NOT_SENT', error, { partnerId: profile.partnerId });
      });
    }
    await saveDigest(month, 'going', failed ? undefined : next);
  }
  // Who was left out gets it tomorrow; who has it gets no other.
  if (!failed) await saveDigest(month, 'done', undefined);
});
