import type { Profile } from '../partners/contract.ts';
import { rankOf } from '../tiers/contract.ts';
import type { Lead, LeadSetting } from './contract.ts';

/** A partner that could get a lead, as it is now. */
export interface Candidate {
  readonly profile: Pick<
    Profile,
    'partnerId' | 'run' | 'personId' | 'programType' | 'stage' | 'portal' | 'tier' | 'company'
  >;
  readonly setting: LeadSetting;
  readonly hasAgreed: boolean;
  /** Leads that it has, or is offered, and that are not over. */
  readonly open: number;
}

const names = (all: readonly string[], one: string): boolean => all.includes(one);
const covers = (all: readonly string[], one: string): boolean => all.length === 0 || names(all, one);

/** May this partner be offered this lead? Active, agreed, taking leads, in its territory and vertical, not asked before. */
export const mayGet = (lead: Lead, { profile, setting, hasAgreed }: Candidate): boolean =>
  profile.programType !== 'affiliate' &&
  ['Activate', 'Scale', 'Optimize'].includes(profile.stage) &&
  profile.portal === 'open' &&
  hasAgreed &&
  setting.accepts &&
  covers(setting.regions, lead.region) &&
  covers(setting.verticals, lead.vertical) &&
  !lead.offers.some(({ partnerId }) => partnerId === profile.partnerId);

/** What orders candidates, in this order [D8]: territory, vertical, tier, fewest open; then the lower id. */
const weightOf = (lead: Lead, { profile, setting, open }: Candidate): readonly number[] => [
  names(setting.regions, lead.region) ? 0 : 1,
  names(setting.verticals, lead.vertical) ? 0 : 1,
  0 - rankOf(profile.tier ?? 'Registered'),
  open,
];

const before =
  (lead: Lead) =>
  (one: Candidate, other: Candidate): number => {
    const [mine, theirs] = [weightOf(lead, one), weightOf(lead, other)];
    const index = mine.findIndex((weight, at) => weight !== theirs[at]);
    if (index >= 0) return (mine[index] ?? 0) - (theirs[index] ?? 0);
    return one.profile.partnerId < other.profile.partnerId ? -1 : 1;
  };

/** Who gets a lead next, and why; undefined where nobody is left [D8]. */
export const nextFor = (
  lead: Lead,
  candidates: readonly Candidate[],
): { readonly candidate: Candidate; readonly because: string } | undefined => {
  const [candidate] = candidates.filter((one) => mayGet(lead, one)).toSorted(before(lead));
  if (!candidate) return undefined;
  const { setting, profile, open } = candidate;
  const territory = names(setting.regions, lead.region) ? `serves ${lead.region}` : 'serves every territory';
  const vertical = names(setting.verticals, lead.vertical) ? `knows ${lead.vertical}` : 'takes every vertical';
  const has = open === 1 ? '1 open lead' : `${open} open leads`;
  return { candidate, because: `${territory}, ${vertical}, ${profile.tier ?? 'Registered'}, ${has} [D8]` };
};
