import type { Stop } from '../partners/contract.ts';
import type { Deal } from './contract.ts';
import { expired } from './exclusive.ts';
import { allows, moved, RULE } from './moves.ts';

const REASONS = {
  sunset: 'The partnership has ended, and open deals end with it.',
  withdrawn: 'You have left the program, and open deals end with that.',
  erased: 'You have left the program, and open deals end with that.',
} as const;

/** What becomes of a deal whose partner leaves [L16]; undefined where it is over already. */
export const closedBySunset = (deal: Deal, { reason }: Pick<Stop, 'reason'>, now: string): Deal | undefined => {
  if (allows('expire', deal.state)) return expired(deal, RULE, REASONS[reason], now);
  if (deal.state !== 'rejected' || !deal.inLine) return undefined;
  return moved(deal, 'leave-line', RULE, now, { inLine: undefined, note: REASONS[reason] });
};
