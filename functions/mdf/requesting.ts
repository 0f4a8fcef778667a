import type * as z from 'zod';
import type { Profile } from '../partners/contract.ts';
import { channelTier, type Policy } from '../policy/contract.ts';
import { localDate, quarterLater, quarterOf } from '../shared/days.ts';
import { moneyText } from '../shared/money.ts';
import { conflict, mismatchedRepeat, Problem } from '../shared/problem.ts';
import { type Agreed, type Benefits, benefitsOf } from '../tiers/contract.ts';
import { type Change, moved } from './changing.ts';
import type { MdfRequest, newRequest } from './contract.ts';
import { mostFor, reserving } from './fund.ts';

export type Asked = z.output<typeof newRequest>;

/** What a partner's tier gives; undefined where there is no channel tier. */
export const givenTo = (
  { tier, programType }: Pick<Profile, 'tier' | 'programType'>,
  policy: Policy,
  agreed: Agreed | undefined,
): (Benefits & { readonly tier: MdfRequest['tier'] }) | undefined => {
  const known = channelTier.safeParse(tier);
  if (programType === 'affiliate' || !known.success) return undefined;
  return { ...benefitsOf(known.data, policy, agreed), tier: known.data };
};

/** Why a partner cannot ask for funds at all; undefined when it can. */
export const whyNotNow = (
  { stage }: Pick<Profile, 'stage'>,
  given: Benefits | undefined,
  hasAgreed: boolean,
): string | undefined => {
  if (!given) return 'Market development funds belong to the channel program.';
  if (!['Activate', 'Scale', 'Optimize'].includes(stage)) return 'This partnership is not active.';
  if (!hasAgreed) return 'Market development funds open when the agreement is accepted.';
  if (given.mdfPerQuarterMinor === 0) return `${given.tier} has no market development funds: they begin at Silver.`;
  return undefined;
};

/** The quarters that an activity may lie in, from today on. */
export const quartersOpen = (policy: Policy, now: string): readonly string[] => {
  const current = quarterOf(localDate(now, policy.calendar.timeZone));
  return Array.from({ length: policy.mdf.quartersAhead + 1 }, (_, ahead) => quarterLater(current, ahead));
};

const invalid = (field: string, message: string): Problem =>
  new Problem(422, 'invalid-input', `${field}: ${message}`, { errors: [{ where: 'body', field, message }] });

/** Refuses with 422 what M1 and M2 do not allow, naming the field. */
const check = (asked: Asked, { mdfMatchBp }: Benefits, policy: Policy, now: string): void => {
  const { activities } = policy.mdf;
  if (!activities.some(({ id }) => id === asked.activity)) {
    throw invalid('activity', `must be one of ${activities.map(({ id }) => id).join(', ')} [M1]`);
  }
  const today = localDate(now, policy.calendar.timeZone);
  if (asked.activityOn < today) throw invalid('activityOn', 'lies in the past: ask before the activity');
  const open = quartersOpen(policy, now);
  if (!open.includes(quarterOf(asked.activityOn))) throw invalid('activityOn', `must lie in ${open.join(' or ')}`);
  const most = mostFor(asked.budgetMinor, mdfMatchBp);
  if (asked.fundMinor <= most) return;
  const { reportingCurrency: currency } = policy.calendar;
  const share = `Your own part is ${mdfMatchBp / 100} %`;
  throw invalid('fundMinor', `${share}: of this budget the fund can give ${moneyText({ minor: most, currency })} [M2]`);
};

/** The request that is asked for. Throws what is wrong with it. */
export const requestOf = (
  asked: Asked,
  of: {
    readonly requestId: string;
    readonly profile: Pick<Profile, 'partnerId' | 'run' | 'stage' | 'tier' | 'programType'>;
    readonly personId: string;
    readonly hasAgreed: boolean;
    /** In place of what the tier gives. */
    readonly agreed: Agreed | undefined;
    readonly policy: Policy;
    readonly policyVersion: number;
    readonly now: string;
  },
): MdfRequest => {
  const { profile, policy, now } = of;
  const given = givenTo(profile, policy, of.agreed);
  const not = whyNotNow(profile, given, of.hasAgreed);
  if (not || !given) throw conflict(not ?? 'There are no funds.');
  check(asked, given, policy, now);
  return {
    type: 'MDF',
    requestId: of.requestId,
    partnerId: profile.partnerId,
    run: profile.run,
    personId: of.personId,
    state: 'requested',
    revision: 1,
    activity: asked.activity,
    title: asked.title,
    expected: asked.expected,
    activityOn: asked.activityOn,
    quarter: quarterOf(asked.activityOn),
    currency: policy.calendar.reportingCurrency,
    budgetMinor: asked.budgetMinor,
    askedMinor: asked.fundMinor,
    tier: given.tier,
    matchBp: given.mdfMatchBp,
    policyVersion: of.policyVersion,
    requestedAt: now,
    proofs: [],
    deals: [],
    leads: [],
  };
};

/** A new request: its amount is promised, and the workflow begins. */
export const beginning = (request: MdfRequest, profile: Profile, policy: Policy): Change => {
  const { requestId, partnerId, run, requestedAt: at, personId } = request;
  return {
    request,
    fund: reserving(request, givenTo(profile, policy, undefined)?.mdfPerQuarterMinor ?? 0),
    letters: [],
    events: [
      {
        ...{ id: `mdf/${requestId}/requested`, name: 'mdf-requested.v1', partnerId, run },
        ...{ occurredAt: at, recordedAt: at, data: { requestId } },
      },
      moved(request, undefined, { by: personId, reason: request.expected }, at),
    ],
  };
};

/** The same key with another body is refused [Z4]. */
export const sameAsAsked = (found: MdfRequest, asked: Asked): MdfRequest => {
  const same =
    found.activity === asked.activity &&
    found.title === asked.title &&
    found.expected === asked.expected &&
    found.activityOn === asked.activityOn &&
    found.budgetMinor === asked.budgetMinor &&
    found.askedMinor === asked.fundMinor;
  if (same) return found;
  throw mismatchedRepeat('This key was used for another request. Choose a new key for a new one.');
};
