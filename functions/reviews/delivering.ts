import type { LetterItem } from '../email/contract.ts';

export type Delivery = 'arrived' | 'waits' | 'failed';

/**
 * Whether a package has reached both sides. A letter that a rule kept back (nobody reads that mailbox) is settled: the
 * package is in the portal, and ops have the task to find another contact.
 */
export const deliveryOf = (letters: readonly (LetterItem | undefined)[]): Delivery => {
  const states = letters.map((letter) => letter?.status ?? 'failed');
  if (states.includes('failed')) return 'failed';
  return states.every((status) => status === 'sent' || status === 'skipped') ? 'arrived' : 'waits';
};
