import type { LetterItem } from '../email/contract.ts';

export type Delivery =
  | { readonly delivery: 'arrived'; readonly at: string }
  | { readonly delivery: 'waits' }
  | { readonly delivery: 'failed' };

/**
 * Whether a package has reached both sides, and when. A letter that a rule kept back (nobody reads that mailbox) is settled:
 * the package is in the portal, and ops have the task to find another contact. `madeAt`: when the letters were ordered.
 */
export const deliveryOf = (letters: readonly (LetterItem | undefined)[], madeAt: string): Delivery => {
  const states = letters.map((letter) => letter?.status ?? 'failed');
  if (states.includes('failed')) return { delivery: 'failed' };
  if (!states.every((status) => status === 'sent' || status === 'skipped')) return { delivery: 'waits' };
  const times = letters.map((letter) => letter?.sentAt ?? madeAt);
  return { delivery: 'arrived', at: times.reduce((last, at) => (at > last ? at : last), madeAt) };
};
