import { conflict } from '../shared/problem.ts';
import type { Batch, Payout, Standing } from './contract.ts';
import { holdReasons } from './deciding.ts';
import { isReleasable } from './previewing.ts';

type Said = NonNullable<Standing['hold']>;

/**
 * What a person's decision on one payout of a preview does. Only what waits for a person alone can be released; what
 * else is missing, the partner brings. `kept`: what was said of the partner before; a hold has to be lifted first. Throws 409
 * with the reason.
 */
export const decision = (
  batch: Batch,
  payout: Payout,
  decided: 'leave-out' | 'release',
  said: Said,
  kept: Standing | undefined,
): { readonly to: Payout['state']; readonly standing?: Standing } => {
  if (batch.state !== 'proposed') throw conflict('The preview of this run is over: nothing in it can be changed.');
  if (decided === 'leave-out') {
    if (payout.state === 'proposed' || payout.state === 'left-out') return { to: 'left-out' };
    throw conflict('Only what is proposed can be left out.');
  }
  if (payout.state === 'proposed') return { to: 'proposed' };
  if (!isReleasable(payout)) {
    const others = payout.reasons
      .filter((reason) => reason !== 'first-payout')
      .map((reason) => holdReasons[reason].why);
    throw conflict(`This cannot be released. ${others.join(' ')}`.trim());
  }
  if (kept?.hold) throw conflict(`Payouts of this partner are held: ${kept.hold.note} Lift that first.`);
  const { partnerId, run } = payout;
  return { to: 'proposed', standing: { ...kept, type: 'PAYOUT-STANDING', partnerId, released: { ...said, run } } };
};
