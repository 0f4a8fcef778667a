import type { Profile } from '../partners/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { notFound } from '../shared/problem.ts';
import type { Following } from './following.ts';
import type { Review } from './items.ts';
import { movedLetters } from './letters.ts';
import { putOff } from './planning.ts';
import { movedNews } from './telling.ts';

/** The review of this run. One of another run, or none, means that the workflow is about something that is gone. */
export const theReview = (found: Review | undefined, run?: number): Review => {
  if (!found || (run !== undefined && found.run !== run)) throw notFound('review');
  return found;
};

export const NOT_ARRIVED = 'The letter with the numbers could not be delivered in time.';

/** A package that is late: the review after it, and the letters that say why where the meeting moves. */
export const laterPackage = (
  review: Review,
  because: string,
  profile: Pick<Profile, 'personId'> | undefined,
  policy: Policy,
  at: string,
): { readonly next: Review; readonly following: Following } => {
  const next = putOff(review, because, policy, at);
  if (next.sequence === review.sequence) return { next, following: {} };
  const why = `The numbers have to be there ${policy.reviews.packageHoursBefore} hours before we meet, and they were not in time. ${because}`;
  const letters = profile ? movedLetters(next, profile.personId, why, at) : [];
  return { next, following: { letters, news: [movedNews(next, because, 'rule', at)] } };
};
