import type { Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import type { Action, Package, Review } from './items.ts';
import { deliveryDeadline } from './next.ts';
import { earliestFor } from './planning.ts';
import type { Owner } from './recording.ts';
import type { ActionView, OpsReviewView, ReviewRow, ReviewView } from './routes.ts';

export const rowOf = (review: Review): ReviewRow => {
  const { partnerId, quarter, state, company, meetingAt, minutes } = review;
  const { packagedAt, deliveredAt, lateBecause, endedAt, because, result } = review;
  return {
    ...{ partnerId, quarter, state, company, meetingAt, minutes },
    ...(packagedAt ? { packagedAt } : {}),
    ...(deliveredAt ? { deliveredAt } : {}),
    ...(lateBecause && !deliveredAt ? { lateBecause } : {}),
    ...(endedAt ? { endedAt } : {}),
    ...(because ? { because } : {}),
    ...(result ? { result } : {}),
  };
};

/** Names are looked up: an action knows its owner by id alone. */
export const actionView = (action: Action, owners: readonly Owner[], zone: string, now: string): ActionView => {
  const { number, quarter, what, side, dueOn, state, closedAt, note, owner } = action;
  const known = owners.find(({ personId }) => personId === owner)?.name;
  return {
    ...{ number, quarter, what, side, dueOn, state },
    ...(closedAt ? { closedAt } : {}),
    ...(note ? { note } : {}),
    ownerName: known ?? (side === 'partner' ? 'Partner' : 'Team'),
    overdue: state === 'open' && localDate(now, zone) > dueOn,
  };
};

const packageView = ({ version, madeAt, figures, commitments, tier, agenda }: Package) => ({
  ...{ version, madeAt, figures, commitments, tier, agenda },
});

export interface Page {
  readonly review: Review;
  readonly made: Package | undefined;
  readonly actions: readonly Action[];
  readonly owners: readonly Owner[];
}

export const reviewView = ({ review, made, actions, owners }: Page, policy: Policy, now: string): ReviewView => ({
  ...rowOf(review),
  packageBy: deliveryDeadline(review, policy),
  earliestMeeting: earliestFor(review, policy, now),
  ...(review.plan ? { plan: review.plan } : {}),
  ...(review.tierOverride ? { tierOverride: review.tierOverride } : {}),
  ...(made ? { package: packageView(made) } : {}),
  actions: actions.map((action) => actionView(action, owners, policy.calendar.timeZone, now)),
});

export const opsReviewView = (page: Page, policy: Policy, now: string): OpsReviewView => ({
  ...reviewView(page, policy, now),
  owners: page.owners.map(({ personId, name, side }) => ({ personId, name, side })),
});
