import type { ProgramTier } from '../../policy/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { programTierItem } from '../../tiers/contract.ts';

/** Program tiers of up to 100 partners; who is not among them is in Ecosystem [T7]. */
export const readProgramTiers = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, ProgramTier>> => {
  if (partnerIds.length === 0) return new Map();
  const items = await readItems(partnerIds.map((partnerId) => keys.programTier(partnerId)));
  return new Map(
    items.map((item) => {
      const { partnerId, tier } = programTierItem.parse(item);
      return [partnerId, tier] as const;
    }),
  );
};
