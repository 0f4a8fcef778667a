import type { Profile } from '../../partners/contract.ts';
import { readProfile } from '../../shared/partner-reader.ts';
import { flagEvent, followingMove, raisedLetters } from '../announcing.ts';
import { toldAtOnce } from '../checking.ts';
import type { Accrual, Flag } from '../contract.ts';
import { chased, type Move, type Terms, toldBy } from '../flag.ts';
import { earliestOpen } from '../reporting.ts';
import { holdable } from '../stats.ts';
import { findFlag, holdMore, moveFlag, raiseFlag } from '../store.ts';
import { readSales } from '../sweep/store.ts';

/** Writes a flag with its event and letters; false when it was raised before. */
export const raise = (flag: Flag, contact: { readonly personId: string }, at: string): Promise<boolean> => {
  const events = flag.state === 'shadow' ? [] : [flagEvent(flag, 'raised', at)];
  return raiseFlag(flag, toldAtOnce(flag), { events, letters: raisedLetters(flag, contact, at) });
};

/** Lets those of the flags that are open, and hold, hold these accruals too. */
export const holdUnder = async (
  partnerId: string,
  flagIds: readonly string[],
  accruals: readonly Accrual[],
  at: string,
): Promise<void> => {
  if (accruals.length === 0) return;
  for (const flagId of new Set(flagIds)) {
    const flag = await findFlag(partnerId, flagId);
    if (flag?.state === 'open' && flag.action === 'hold') await holdMore(flag, accruals, at);
  }
};

/** Does what is due on an open flag; the move that was made, if one was. */
export const chase = async (flag: Flag, terms: Terms, at: string): Promise<Move | undefined> => {
  const next = chased(flag, terms, at);
  const profile = next && (await readProfile(flag.partnerId));
  if (!next || !profile) return undefined;
  const following = followingMove(next.flag, next.move, profile, at);
  return (await moveFlag(next.flag, next.move, toldBy(next.move), following)) === 'done' ? next.move : undefined;
};

/** Raises the flag of a report, and lets it hold what the partner has earned and is not payable yet. */
export const raiseReport = async (flag: Flag, profile: Profile): Promise<void> => {
  const { partnerId, flagId, raisedAt } = flag;
  await raise(flag, profile, raisedAt);
  const sales = await readSales(partnerId, earliestOpen(raisedAt), (at) => at);
  await holdUnder(partnerId, [flagId], holdable(sales, raisedAt), raisedAt);
};
