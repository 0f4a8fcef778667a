import type { Profile } from '../partners/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { Problem } from '../shared/problem.ts';
import { lastOffer } from './changing.ts';
import type { Lead, LeadPerson, LeadRow, LeadSetting, LeadView, OwnLead, OwnLeads, SettingView } from './contract.ts';
import { isOwned, leadMoves } from './moving.ts';

type Names = ReadonlyMap<string, string>;

const ownerOf = (lead: Lead): string | undefined => {
  const last = lastOffer(lead);
  return last?.result === 'accepted' || (lead.state === 'offered' && last) ? last.partnerId : undefined;
};

export const rowOf = (lead: Lead, companies: Names): LeadRow => {
  const { leadId, state, company, region, vertical, receivedAt, because, dealId, source } = lead;
  const partnerId = ownerOf(lead);
  return {
    ...{ leadId, state, company, region, vertical, receivedAt, source },
    ...(because ? { because } : {}),
    ...(dealId ? { dealId } : {}),
    ...(partnerId ? { owner: { partnerId, company: companies.get(partnerId) ?? '' } } : {}),
  };
};

const known = ({ type: _, ...person }: LeadPerson) => person;

export const viewOf = (lead: Lead, person: LeadPerson | undefined, companies: Names): LeadView => {
  const { country, offers, reports, erasedAt, executionId } = lead;
  return {
    ...rowOf(lead, companies),
    ...(country ? { country } : {}),
    offers: offers.map(({ personId: _, run: __, ...one }) => ({ ...one, company: companies.get(one.partnerId) ?? '' })),
    reports,
    ...(person ? { person: known(person) } : {}),
    ...(erasedAt ? { erasedAt } : {}),
    ...(executionId ? { executionId } : {}),
  };
};

const REPORTED = ['contacted', 'meeting', 'opportunity', 'won', 'lost'] as const;

/** As one partner sees it: before it has accepted, company, region and vertical; gone, no more than that. */
export const ownOf = (lead: Lead, partnerId: string, person: LeadPerson | undefined): OwnLead => {
  const { leadId, company, region, vertical, state, country, reports, dealId } = lead;
  const offer = lead.offers.findLast((one) => one.partnerId === partnerId);
  const isLast = lastOffer(lead) === offer;
  const has = isLast && offer?.result === 'accepted';
  const isOffered = isLast && state === 'offered' && offer?.result === 'open';
  const told = { leadId, company, region, vertical, offeredAt: offer?.at ?? lead.receivedAt };
  if (!has) {
    return {
      ...told,
      state: isOffered ? 'offered' : 'gone',
      ...(isOffered ? { by: offer.by } : {}),
      reports: [],
      next: [],
    };
  }
  return {
    ...{ ...told, state, reports },
    ...(country ? { country } : {}),
    ...(person ? { person: known(person) } : {}),
    ...(dealId ? { dealId } : {}),
    next: isOwned(state) ? REPORTED.filter((one) => leadMoves[state].includes(one)) : [],
  };
};

export const settingOf = (setting: LeadSetting | undefined): SettingView =>
  setting
    ? {
        accepts: setting.accepts,
        regions: setting.regions,
        verticals: setting.verticals,
        changedAt: setting.changedAt,
      }
    : { accepts: false, regions: [], verticals: [] };

/** The territories and verticals there are: regions and industries of the ideal customer profile. */
export const choicesOf = ({ scoring }: Policy): OwnLeads['choices'] => {
  const choice = ({ id, label }: { id: string; label: string }) => ({ id, label });
  return { regions: scoring.icp.region.map(choice), verticals: scoring.icp.industry.map(choice) };
};

/** Has this partner accepted it, so that it may know who is behind it? */
export const mayKnow = (lead: Lead, partnerId: string): boolean => {
  const last = lastOffer(lead);
  return last?.partnerId === partnerId && last.result === 'accepted';
};

/** Why a partner gets no leads, whatever it takes; undefined where it can. */
export const whyNoLeads = (
  { programType, stage }: Pick<Profile, 'programType' | 'stage'>,
  agreed: boolean,
): string | undefined => {
  if (programType === 'affiliate') return 'Inbound leads belong to the channel program.';
  if (!['Activate', 'Scale', 'Optimize'].includes(stage)) return 'This partnership is not active.';
  return agreed ? undefined : 'Leads open when the agreement is accepted.';
};

/** Refuses with 422 a territory or vertical that there is not. */
export const checkChoices = (
  asked: { readonly regions: readonly string[]; readonly verticals: readonly string[] },
  policy: Policy,
): void => {
  const choices = choicesOf(policy);
  for (const field of ['regions', 'verticals'] as const) {
    const wrong = asked[field].find((one) => !choices[field].some(({ id }) => id === one));
    if (wrong === undefined) continue;
    const message = `${wrong} is none of ${choices[field].map(({ id }) => id).join(', ')}`;
    throw new Problem(422, 'invalid-input', `${field}: ${message}`, { errors: [{ where: 'body', field, message }] });
  }
};
