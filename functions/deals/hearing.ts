import type { Deal, Winning } from './contract.ts';
import { moved } from './moves.ts';

/** A win as it was told from outside; what was not told is left out. */
export type ToldWin = NonNullable<Deal['wonTold']>;

/** A win that was told, as one that is reported: the contract is for a year, and invoiced as registered, unless told. */
export const winningOf = ({ at, ...told }: ToldWin): Winning => ({
  wonOn: at.slice(0, 10),
  ...told,
  termYears: told.termYears ?? 1,
});

/** Told as won before anybody has decided: it is kept, and counts once the deal is approved. */
export const heardOfWin = (deal: Deal, wonTold: ToldWin, now: string): Deal | undefined => {
  if (deal.state !== 'in-review' || deal.wonTold) return undefined;
  return moved(deal, 'hear-win', { by: 'webhook' }, now, { wonTold, note: 'It counts once the deal is approved.' });
};
