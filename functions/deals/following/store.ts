import { commit } from '../../shared/commit.ts';
import { putLetter } from '../../shared/outbox.ts';
import { nextInLine } from '../announcing.ts';
import type { Deal } from '../contract.ts';
import { domainsOf, readUnder } from '../customers/store.ts';
import { ended } from '../exclusive.ts';
import { winningOf } from '../hearing.ts';
import { RULE } from '../moves.ts';
import { findDeal, findDeals } from '../store.ts';
import { settleConflict, win } from '../won/store.ts';
import { changeDeal } from '../writing/store.ts';

/** `deal.won` was told while nobody had decided: approved now, it is won [D7]. */
export const winEarly = async (deal: Deal, now: Date): Promise<void> => {
  if (deal.wonTold) await win(deal, winningOf(deal.wonTold), { by: 'webhook' }, now);
};

/** The deals that gave way to this one: owed now that it is won, or over with it [D5]. */
export const followOthers = async (deal: Deal, now: Date): Promise<void> => {
  for (const other of await findDeals(deal.owes)) {
    if (other.state !== 'conflict') continue;
    if (deal.state === 'won') await settleConflict(other, deal.won?.at ?? now.toISOString(), RULE, now);
    else {
      const reason = 'The side that owned the customer has not won it.';
      await changeDeal(other, (one) =>
        one.state === 'conflict' ? ended(one, 'lose', RULE, reason, now.toISOString()) : undefined,
      );
    }
  }
};

/** The customer is free, and somebody waits in line: the first of them is told, once for each time it became free [D4]. */
export const tellNextInLine = async (freed: Deal, now: Date): Promise<void> => {
  const { claim, places } = await readUnder(await domainsOf(freed));
  if (claim) return;
  const line = places
    .filter(({ place, dealId }) => place === 'line' && dealId !== freed.dealId)
    .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.dealId < b.dealId ? -1 : 1));
  const [first] = line;
  const next = first && (await findDeal(first.dealId));
  if (!next) return;
  await commit([], [putLetter(nextInLine(next, next.customer.name, freed.dealId, now.toISOString()))]);
};
