import type { PartnerRow, Profile } from './contract.ts';

/** Partners on one page of the list. */
export const PAGE = 50;

export const rowOf = (profile: Profile): PartnerRow => ({
  partnerId: profile.partnerId,
  company: profile.company,
  programType: profile.programType,
  ...(profile.tier ? { tier: profile.tier } : {}),
  targetTier: profile.targetTier,
  stage: profile.stage,
  stageSince: profile.stageSince,
  run: profile.run,
});

/** An item as a page may show it: without its keys. */
export const withoutKeys = (item: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !/^(PK|SK|GSI1PK|GSI1SK|type|expiresAt)$/.test(name)));
