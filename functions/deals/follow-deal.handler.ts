import { busEvent } from '../shared/consumer.ts';
import { dealMoved } from './contract.ts';
import { followOthers, tellNextInLine, winEarly } from './following/store.ts';
import { findDeal } from './store.ts';

/** What follows for others once a deal has moved: who is owed, who is next in line, and a win that was told too early. */
export const handler = busEvent(async ({ data }, now) => {
  const { dealId } = dealMoved.parse(data);
  const deal = await findDeal(dealId);
  if (!deal) throw new Error(`There is no deal ${dealId}.`);
  if (deal.state === 'approved') return winEarly(deal, now);
  if (['in-review', 'blocked', 'conflict'].includes(deal.state)) return tellNextInLine(deal, now);
  await followOthers(deal, now);
  await tellNextInLine(deal, now);
});
