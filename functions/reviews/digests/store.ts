import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { commit } from '../../shared/commit.ts';
import { log } from '../../shared/log.ts';
import { putLetter } from '../../shared/outbox.ts';
import { digestLetter, digestLines } from '../digest.ts';
import { getsReview, REVIEWED_STAGES } from '../inputs.ts';
import { findDigest, partnersIn, saveDigest } from '../quarters/store.ts';
import { readMonth } from '../reading/books.ts';
import { readProgramTiers } from '../tiers/store.ts';

const order = async (profile: Profile, month: string, at: string): Promise<void> => {
  const lines = digestLines(await readMonth(profile.partnerId, month), month);
  if (lines.length > 0) await commit([], [putLetter(digestLetter(profile, month, lines, at))]);
};

/** Digests of one page of partners; false where one could not be ordered: the others are. */
const orderPage = async (partners: readonly Profile[], month: string, policy: Policy, at: string): Promise<boolean> => {
  const tiers = await readProgramTiers(partners.map(({ partnerId }) => partnerId));
  const tellsOf =
    ({ partnerId }: Profile) =>
    (error: unknown) => {
      log.error('DIGEST_NOT_SENT', error, { partnerId });
      return false;
    };
  let all = true;
  for (const profile of partners) {
    if (getsReview(profile, tiers.get(profile.partnerId) ?? 'Ecosystem', policy)) continue;
    const done = await order(profile, month, at).then(() => true, tellsOf(profile));
    all &&= done;
  }
  return all;
};

/** The digest of a month, from where it stopped. Who was left out gets it tomorrow; who has it gets no other. */
export const orderDigests = async (month: string, policy: Policy, at: string): Promise<void> => {
  const digest = await findDigest(month);
  if (digest?.state === 'done') return;
  let all = true;
  for await (const { partners, next } of partnersIn(REVIEWED_STAGES, digest?.place)) {
    all = (await orderPage(partners, month, policy, at)) && all;
    if (!(await saveDigest(month, 'going', all ? next : undefined))) return;
  }
  if (all) await saveDigest(month, 'done', undefined);
};
