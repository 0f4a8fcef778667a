import type { Deal } from './contract.ts';
import { moved } from './moves.ts';

export interface ToldWin {
  readonly at: string;
  readonly customerId: string | undefined;
}

/** Told as won before anybody has decided: it is kept, and counts once the deal is approved. */
export const heardOfWin = (deal: Deal, { at, customerId }: ToldWin, now: string): Deal | undefined => {
  if (deal.state !== 'in-review' || deal.wonTold) return undefined;
  const wonTold = { at, ...(customerId ? { customerId } : {}) };
  return moved(deal, 'hear-win', { by: 'webhook' }, now, { wonTold, note: 'It counts once the deal is approved.' });
};
