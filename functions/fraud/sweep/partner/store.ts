import { codeOf } from '../../../affiliates/contract.ts';
import { localDate } from '../../../shared/days.ts';
import { holdUnder, raise } from '../../acting/store.ts';
import { askAll, type Modes } from '../../asking.ts';
import { dayAfter, startOf } from '../../calendar.ts';
import type { DayCounts, Stats } from '../../contract.ts';
import type { Terms } from '../../flag.ts';
import { partnerRules } from '../../rules/rates.ts';
import {
  type BookedSale,
  countSales,
  holdable,
  KEPT_DAYS,
  NOTHING,
  partnerKnown,
  uncounted,
  withDays,
} from '../../stats.ts';
import { flagsOfPartner } from '../../sweeping.ts';
import { noteScript } from '../../switches/store.ts';
import { readPartner } from '../../watch/store.ts';
import { countClicks, ownCodes, readConverted, readSales, saveStats } from '../store.ts';

interface About {
  readonly partnerId: string;
  readonly day: string;
  readonly until: string;
  readonly key: string;
  readonly terms: Terms;
  readonly modes: Modes;
  readonly now: string;
}
type Partner = NonNullable<Awaited<ReturnType<typeof readPartner>>>;

/** Counts a partner's days, asks the rules about rates and unusual days, raises what they find and lets it hold. */
export const watch = async (about: About) => {
  const { partnerId, day, key, terms, modes, now } = about;
  const partner = await readPartner(partnerId);
  if (!partner) return undefined;
  const since = startOf(dayAfter(day, 1 - KEPT_DAYS), terms.timeZone);
  const sales = await readSales(partnerId, since, (at) => localDate(at, terms.timeZone));
  const stats = await countDays(about, partner, sales);
  const known = partnerKnown(stats, day, terms.rules);
  const answers = askAll(partnerRules, known, terms.rules, modes);
  const open = holdable(sales, now);
  const { run } = partner.profile;
  const flags = flagsOfPartner({ partnerId, run }, answers, open, day, terms, key, now);
  let raised = 0;
  for (const flag of flags) if (await raise(flag, partner.profile, now)) raised++;
  const held = [...partner.holds.map(({ flagId }) => flagId), ...flags.map(({ flagId }) => flagId)];
  // Also what came while it was being raised.
  await holdUnder(partnerId, held, open, now);
  return { flags: raised, sales: known.sales, clicks: known.clicks };
};

/** Days that were not counted yet; the first time, the last 31. */
const countDays = async (
  { partnerId, day, key, terms, now }: About,
  { profile, stats }: Partner,
  sales: readonly BookedSale[],
): Promise<Stats> => {
  const { timeZone } = terms;
  const days = uncounted(stats, day, localDate(profile.startedAt, timeZone));
  if (days.length === 0 && stats) return stats;
  const fresh = sales.filter((one) => days.includes(one.day));
  const bySales = countSales(fresh, await readConverted(fresh), days);
  const codes = [codeOf(key, partnerId, profile.run), ...(await ownCodes(partnerId, profile.run))];
  const counted: Record<string, DayCounts> = {};
  for (const one of days) {
    const clicks = await countClicks(codes, startOf(one, timeZone), startOf(dayAfter(one, 1), timeZone));
    counted[one] = { ...NOTHING, ...bySales.get(one), ...clicks };
  }
  const lastSeen = days.findLast((one) => (counted[one]?.seen ?? 0) > 0);
  if (lastSeen) await noteScript(lastSeen);
  const next = withDays(partnerId, stats, counted, day, now);
  await saveStats(next);
  return next;
};
