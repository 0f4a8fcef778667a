import type { Profile } from '../../partners/contract.ts';
import { holdUnder, raise } from '../acting/store.ts';
import type { Flag } from '../contract.ts';
import { earliestOpen } from '../reporting.ts';
import { holdable } from '../stats.ts';
import { readSales } from '../sweep/store.ts';

/** Raises the flag of a report, and lets it hold what the partner has earned and is not payable yet. */
export const raiseReport = async (flag: Flag, profile: Profile): Promise<void> => {
  const { partnerId, flagId, raisedAt } = flag;
  await raise(flag, profile, raisedAt);
  const sales = await readSales(partnerId, earliestOpen(raisedAt), (at) => at);
  await holdUnder(partnerId, [flagId], holdable(sales, raisedAt), raisedAt);
};
