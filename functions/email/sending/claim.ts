import type { LetterItem } from '../contract.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Longer than a sender may run: two never hold the same letter. */
export const LEASE_MS = 3 * MINUTE_MS;
/** After that a letter is old news: it ends, visibly, instead of surprising somebody. */
export const LATEST_MS = 72 * HOUR_MS;
/** A letter whose outcome SES did not tell is sent again once; a person gets it twice at most. */
export const MOST_UNKNOWN = 2;

/** Why a letter has to wait, and its turn comes again. */
export type Hindrance = 'throttled' | 'quota' | 'unavailable' | 'doubtful' | 'paused';

export type Turn =
  | { readonly turn: 'send' }
  /** Somebody holds it, its time has not come, or it is done. */
  | { readonly turn: 'leave' }
  | { readonly turn: 'skip'; readonly reason: 'paused' }
  | { readonly turn: 'fail'; readonly reason: 'outcome-unknown' | 'too-late' };

/** What to do with a letter now. Pure: the claim itself is a conditional write that only one can win. */
export const turnOf = (item: LetterItem, nowMs: number): Turn => {
  if (item.status !== 'ordered' && item.status !== 'sending') return { turn: 'leave' };
  if (item.status === 'sending' && Date.parse(item.leaseUntil ?? '') > nowMs) return { turn: 'leave' };
  if (item.unknowns >= MOST_UNKNOWN) return { turn: 'fail', reason: 'outcome-unknown' };
  if (nowMs - Date.parse(item.order.orderedAt) >= LATEST_MS) {
    return item.waitsFor === 'paused' ? { turn: 'skip', reason: 'paused' } : { turn: 'fail', reason: 'too-late' };
  }
  if (item.status === 'ordered' && item.notBefore !== undefined && Date.parse(item.notBefore) > nowMs) {
    return { turn: 'leave' };
  }
  return { turn: 'send' };
};

/** How long a letter waits: `deferrals` is how often it has waited before. The sweeper looks every 15 minutes. */
export const waitMs = (hindrance: Hindrance, deferrals: number): number => {
  switch (hindrance) {
    case 'throttled':
      return MINUTE_MS;
    case 'quota':
      // The quota is over 24 hours, rolling: some of it comes back every hour.
      return HOUR_MS;
    case 'unavailable':
      return Math.min(HOUR_MS, 2 ** Math.min(deferrals, 6) * MINUTE_MS);
    case 'doubtful':
      // It is sent once more only: late enough that SES has recovered.
      return HOUR_MS;
    case 'paused':
      return 6 * HOUR_MS;
  }
};
