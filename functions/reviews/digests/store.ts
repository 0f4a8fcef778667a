import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { commit } from '../../shared/commit.ts';
import { log } from '../../shared/log.ts';
import { putLetter } from '../../shared/outbox.ts';
import { type Channel, digestLetter, digestLines, wasPartnerIn } from '../digest.ts';
import { getsReview, REVIEWED_STAGES } from '../inputs.ts';
import { findDigest, partnersIn, saveDigest } from '../quarters/store.ts';
import { readMonth } from '../reading/books.ts';
import { readDeals, readStanding } from '../reading/store.ts';
import { readProgramTiers } from '../tiers/store.ts';

const readChannel = async (partnerId: string): Promise<Channel> => ({
  deals: await readDeals(partnerId),
  standing: await readStanding(partnerId),
});

const order = async (profile: Profile, month: string, policy: Policy, at: string): Promise<void> => {
  const { partnerId, programType } = profile;
  const books = await readMonth(partnerId, month);
  const channel = programType === 'channel' ? await readChannel(partnerId) : undefined;
  const lines = digestLines(profile, books, channel, { month, policy, now: at });
  await commit([], [putLetter(digestLetter(profile, month, lines, at))]);
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
    if (!wasPartnerIn(profile, month, policy)) continue;
    if (getsReview(profile, tiers.get(profile.partnerId) ?? 'Ecosystem', policy)) continue;
    const done = await order(profile, month, policy, at).then(() => true, tellsOf(profile));
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
