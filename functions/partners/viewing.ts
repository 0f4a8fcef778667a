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

interface WaitView {
  readonly step: string;
  readonly awaits: readonly string[];
  readonly openedAt: string;
}

/**
 * What a partner's workflows wait for, each thing once: a reminder asks again for what was asked before, and a wait
 * for nothing but a date is told by the journey.
 */
export const currentWaits = <W extends WaitView>(waits: readonly W[]): W[] => {
  const latest = new Map<string, W>();
  for (const wait of waits) {
    const about = wait.awaits.join(' ');
    const other = latest.get(about);
    if (about && (!other || other.openedAt < wait.openedAt)) latest.set(about, wait);
  }
  return [...latest.values()];
};
