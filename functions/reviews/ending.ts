import type { Policy } from '../policy/contract.ts';
import type { Following } from './following.ts';
import type { Review } from './items.ts';
import { calledOffLetters, missedLetters } from './letters.ts';
import { moved } from './moving.ts';
import { breach, calledOffNews, missedNews } from './telling.ts';

interface Ended {
  readonly next: Review;
  readonly following: Following;
}

/** How many reviews in a row were missed, with this one; one that was called off says nothing. */
export const missedInARow = (review: Review, all: readonly Review[]): number => {
  const before = all
    .filter(({ quarter, state }) => quarter < review.quarter && (state === 'held' || state === 'missed'))
    .toSorted((one, other) => (one.quarter > other.quarter ? -1 : 1));
  const held = before.findIndex(({ state }) => state === 'held');
  return 1 + (held < 0 ? before.length : held);
};

/** Nobody recorded it [L5]: both sides are told, and so many in a row are a breach. */
export const missed = (review: Review, all: readonly Review[], contact: string, policy: Policy, at: string): Ended => {
  const inARow = missedInARow(review, all);
  const isBreach = inARow >= policy.reviews.missedForBreach;
  const because = 'Nobody recorded that it was held.';
  const next = moved(review, 'missed', { endedAt: at, because });
  return {
    next,
    following: {
      letters: missedLetters(next, contact, isBreach, at),
      news: [missedNews(next, inARow, at)],
      events: isBreach ? [breach(next, inARow, at)] : [],
    },
  };
};

/** It does not take place: its event leaves both calendars. `by` people, or `rule` where the partner has left. */
export const calledOff = (review: Review, contact: string, because: string, by: string, at: string): Ended => {
  const people = by !== 'rule';
  const next = moved(review, 'called-off', {
    ...{ endedAt: at, because, sequence: review.sequence + 1 },
    ...(people ? { recordedBy: by, told: review.told + 1 } : {}),
  });
  const letters = calledOffLetters(next, contact, because, at);
  return { next, following: { letters, news: [calledOffNews(next, because, by, at)] } };
};
