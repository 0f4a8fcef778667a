import { agreedAt } from './agreed/in-force.ts';
import type { ChannelTerms } from './agreed/items.ts';
import { asksShown } from './asks/asking.ts';
import type { TierAsk } from './asks/items.ts';
import { benefitsOf } from './benefits.ts';
import { type Position, standingOf, tierOf } from './deciding.ts';
import { forecastOf, underDraft } from './forecasting.ts';
import type { Commitment, ProgramTierItem, TierRequest } from './items.ts';
import { quarterOf, quartersLater } from './quarters.ts';
import { mayApply } from './requesting.ts';
import { requirementsOf } from './requirements.ts';
import { above, channelOf } from './reviewing.ts';
import type { DraftOutcome, StandingRow, TierView } from './views.ts';
import { benefitRows } from './words.ts';

/** Quarters of revenue that are shown. */
const SHOWN = 5;

/** What lies beside a position and is only shown. */
export interface Beside {
  readonly commitments: readonly Commitment[];
  readonly programTier: ProgramTierItem | undefined;
  readonly request: TierRequest | undefined;
  readonly terms: ChannelTerms | undefined;
  readonly asked: readonly TierAsk[];
  readonly manager: { readonly name: string; readonly email: string } | undefined;
}

const requestView = (request: TierRequest): NonNullable<TierView['request']> => {
  const { kind, tier, state, text, at, decidedAt, reason } = request;
  return { kind, tier, state, text, at, ...(decidedAt ? { decidedAt } : {}), ...(reason ? { reason } : {}) };
};

/** Everything a partner, or ops, sees of where it stands. */
export const viewOf = (
  position: Position,
  { commitments, programTier, request, terms, asked, manager }: Beside,
  now: string,
): TierView => {
  const { profile, measured, policy } = position;
  const standing = standingOf(position);
  const tier = tierOf(profile);
  const channel = profile.programType === 'channel' ? channelOf(tier) : undefined;
  const next = channel && above(channel);
  const current = quarterOf(now, policy.calendar.timeZone);
  const { reportingCurrency } = policy.calendar;
  const asks = (of: NonNullable<typeof channel>, quarters: [string, ...string[]]) => [
    ...requirementsOf(of, measured, { at: now, quarters, answersUpTo: current }, policy),
  ];
  const first = quartersLater(current, 1 - SHOWN);
  return {
    tier,
    programType: profile.programType,
    programTier: programTier?.tier ?? 'Ecosystem',
    ...(next ? { next } : {}),
    benefits: benefitRows(
      benefitsOf(tier, policy, agreedAt(terms, { tier }, now, policy)),
      next && benefitsOf(next, policy),
      reportingCurrency,
    ),
    requirements: channel ? asks(channel, [current]) : [],
    nextRequirements: next ? asks(next, [current, quartersLater(current, -1)]) : [],
    ...(standing.notice ? { notice: standing.notice } : {}),
    forecast: {
      ...forecastOf(standing, measured, now, policy),
      unless: [...forecastOf(standing, measured, now, policy).unless],
    },
    revenue: measured.revenue
      .filter(({ quarter, minor }) => quarter >= first && minor !== 0)
      .map(({ quarter, currency, minor }) => ({ quarter, currency, minor })),
    commitments: commitments.map(({ type: _, partnerId: __, by: ___, ...shown }) => shown),
    agreed: (terms?.agreed ?? [])
      .toReversed()
      .map(({ agreedId: _, proposedBy: __, decidedBy: ___, ...shown }) => shown),
    ...(manager ? { manager: { name: manager.name, email: manager.email } } : {}),
    ...(request ? { request: requestView(request) } : {}),
    mayApply: mayApply(profile, request) === undefined,
    asks: profile.portal === 'open' ? asksShown(benefitsOf(tier, policy), programTier?.tier, asked) : [],
  };
};

export const rowOf = (position: Position, now: string): StandingRow => {
  const { partnerId, company } = position.profile;
  const { unless, ...forecast } = forecastOf(standingOf(position), position.measured, now, position.policy);
  return { partnerId, company, tier: tierOf(position.profile), forecast: { ...forecast, unless: [...unless] } };
};

const RISKS = ['demotion', 'notice', 'none'] as const;

/** Who may lose a tier first. */
export const byRisk = (one: StandingRow, other: StandingRow): number =>
  RISKS.indexOf(one.forecast.risk) - RISKS.indexOf(other.forecast.risk) || one.company.localeCompare(other.company);

/** What a draft of the table would do to a partner; nothing where it stays. */
export const drafted = (position: Position, draft: Position['policy'], now: string): readonly DraftOutcome[] => {
  const { moves, to, missing } = underDraft(standingOf(position), position.measured, now, draft);
  const { partnerId, company } = position.profile;
  return moves === 'stays' || !to
    ? []
    : [{ partnerId, company, tier: tierOf(position.profile), moves, to, missing: [...missing] }];
};
