import type { Profile } from '../../partners/contract.ts';
import {
  affiliateTier,
  channelTier,
  entryTier,
  type PartnerTier,
  type Policy,
  type ProgramType,
} from '../../policy/contract.ts';
import { localDate } from '../../shared/days.ts';
import { benefitsOf, rankOf } from '../../tiers/contract.ts';
import type { Asset } from './items.ts';
import type { LibraryView, ShownAsset } from './routes.ts';

export interface Reader {
  readonly tier: PartnerTier;
  readonly programType: ProgramType;
}

/** Who is not admitted yet reads what the entry tier does [L12]. */
export const readerOf = ({ tier, programType }: Pick<Profile, 'tier' | 'programType'>): Reader => ({
  tier: tier ?? entryTier[programType],
  programType,
});

/** Whether a partner of this tier may open the asset [O8]: by the asset's own list, or by what the policy says of its shelf. */
export const opensAt = ({ shelf, tiers }: Asset, tier: PartnerTier, policy: Policy): boolean =>
  tiers.length > 0 ? tiers.includes(tier) : benefitsOf(tier, policy).library.includes(shelf);

/** True before the day from which everybody has it who has the shelf. */
const isEarly = ({ from }: Asset, { calendar }: Policy, now: string): boolean =>
  from !== undefined && localDate(now, calendar.timeZone) < from;

/** It is shown to partners of this program type, and to this tier already [T3]. */
const isMeant = (asset: Asset, { programType, tier }: Reader, policy: Policy, now: string): boolean =>
  asset.state === 'shown' &&
  (asset.programTypes.length === 0 || asset.programTypes.includes(programType)) &&
  (benefitsOf(tier, policy).earlyAccess || !isEarly(asset, policy, now));

/** Whether this partner may open it. Who may not learns nothing of it: not even that it is there. */
export const mayOpen = (asset: Asset, reader: Reader, policy: Policy, now: string): boolean =>
  isMeant(asset, reader, policy, now) && opensAt(asset, reader.tier, policy);

/** The tiers above this one, of its kind, the nearest first. */
const above = (tier: PartnerTier): readonly PartnerTier[] => {
  const kind: readonly PartnerTier[] = affiliateTier.safeParse(tier).success
    ? affiliateTier.options
    : channelTier.options;
  return kind.slice(rankOf(tier) + 1);
};

const shown = (asset: Asset, early: boolean): ShownAsset[] => {
  const { assetId, shelf, title, summary, from } = asset;
  const newest = asset.versions.at(-1);
  if (!newest) return [];
  const { version, at: updatedAt, note, file, url } = newest;
  return [
    {
      ...{ assetId, shelf, title, summary, version, updatedAt },
      ...(note === undefined ? {} : { note }),
      ...(file ? { file: { name: file.name, contentType: file.contentType, bytes: file.bytes } } : {}),
      ...(url === undefined ? {} : { host: new URL(url).hostname }),
      ...(early && from !== undefined ? { earlyUntil: from } : {}),
    },
  ];
};

/** What a partner sees: what it may open, and by name what the next tiers open. */
export const libraryOf = (assets: readonly Asset[], reader: Reader, policy: Policy, now: string): LibraryView => {
  const meant = assets.filter((asset) => isMeant(asset, reader, policy, now));
  const locked = meant
    .filter((asset) => !opensAt(asset, reader.tier, policy))
    .flatMap(({ shelf, title, summary, ...asset }) => {
      const tier = above(reader.tier).find((one) => opensAt({ shelf, title, summary, ...asset }, one, policy));
      return tier ? [{ tier, shelf, title, summary }] : [];
    })
    .toSorted((one, other) => rankOf(one.tier) - rankOf(other.tier));
  return {
    tier: reader.tier,
    assets: meant
      .filter((asset) => opensAt(asset, reader.tier, policy))
      .flatMap((asset) => shown(asset, isEarly(asset, policy, now))),
    locked,
  };
};
