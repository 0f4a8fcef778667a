import type { Policy } from '../../policy/contract.ts';
import type { Review } from '../items.ts';
import { plannedLetters } from '../letters.ts';
import { type Asked, begin } from '../planning.ts';
import { readReview, saveReview } from '../store.ts';
import { planned } from '../telling.ts';

/** Begins a review, or goes on with the one that is there: whoever else begins it at this moment, once. */
export const beginOnce = async (asked: Asked, policy: Policy, at: string): Promise<Review> => {
  const { partnerId, personId } = asked.profile;
  for (;;) {
    const found = await readReview(partnerId, asked.quarter);
    const review = begin(asked, found, policy, at);
    if (review === found) return review;
    const isNew = review.openedAt === at;
    const letters = isNew ? plannedLetters(review, personId, at) : [];
    if ((await saveReview(review, { letters, news: isNew ? [planned(review, at)] : [] })) === 'done') return review;
  }
};
