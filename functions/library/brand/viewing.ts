import type { Profile } from '../../partners/contract.ts';
import type { Logo } from './items.ts';
import { isOpen, type Known, whyNotYet } from './making.ts';
import type { BrandView } from './routes.ts';
import { wordsOf } from './sheet.ts';

interface Shown {
  readonly logo: Logo;
  readonly picture: { readonly url: string; readonly expiresAt: string };
}

const viewOf = ({ logo, picture }: Shown) => {
  const { fileId, name, state, askedAt, decidedAt, note } = logo;
  return {
    ...{ fileId, name, state, askedAt, picture },
    ...(decidedAt === undefined ? {} : { decidedAt }),
    ...(note === undefined ? {} : { note }),
  };
};

/** How a partner's logo stands. `shown`: the one that is printed, and the one that was sent last. */
export const brandOf = (
  profile: Pick<Profile, 'tier' | 'programType' | 'company'>,
  [approved, latest]: readonly (Shown | undefined)[],
  known: Omit<Known, 'logos'>,
): BrandView => {
  const { policy, program } = known;
  const logos = [approved, latest].flatMap((one) => (one ? [one.logo] : []));
  const because = whyNotYet(profile, { ...known, logos });
  const { leastPixels, mostPixels } = policy.library.logo;
  const { headline, disclaimer } = wordsOf(policy, { program, partner: profile.company });
  const isOther = latest?.logo.fileId !== approved?.logo.fileId;
  return {
    ...(approved ? { approved: viewOf(approved) } : {}),
    ...(latest && isOther ? { latest: viewOf(latest) } : {}),
    open: isOpen(profile, policy),
    ...(because === undefined ? {} : { because }),
    limits: { maxBytes: policy.library.uploads.logo.maxBytes, leastPixels, mostPixels },
    ...{ headline, disclaimer },
  };
};
