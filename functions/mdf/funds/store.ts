import { type Deal, dealItem } from '../../deals/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { readLastFundPage } from '../../shared/journal-reader.ts';
import { keys } from '../../shared/keys.ts';
import type { MdfRequest, OwnFunds } from '../contract.ts';
import { givenTo, quartersOpen, whyNotNow } from '../requesting.ts';
import { listOf, whatItHas } from '../store.ts';
import { fundsOf } from '../viewing.ts';

const MOST_DEALS = 300;
const AT_ONCE = 100;

/** The deals that the latest requests name. */
const readDeals = async (requests: readonly MdfRequest[]): Promise<readonly Deal[]> => {
  const latest = requests.toSorted((one, other) => (one.requestedAt > other.requestedAt ? -1 : 1));
  const ids = [...new Set(latest.flatMap(({ deals }) => deals))].slice(0, MOST_DEALS);
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, part) =>
    ids.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  const found = await Promise.all(parts.map((part) => readItems(part.map(keys.deal))));
  return found.flat().map((item) => dealItem.parse(item));
};

/** A partner's funds of the open quarters, and all its requests. */
export const readFundsOf = async (profile: Profile, policy: Policy, now: string): Promise<OwnFunds> => {
  const { partnerId } = profile;
  const currency = policy.calendar.reportingCurrency;
  const [{ hasAgreed, agreed }, requests, funds] = await Promise.all([
    whatItHas(profile, policy, now),
    listOf(partnerId),
    Promise.all(
      quartersOpen(policy, now).map(async (quarter) => ({
        quarter,
        last: await readLastFundPage({ partnerId, quarter, currency }),
      })),
    ),
  ]);
  const given = givenTo(profile, policy, agreed);
  return fundsOf(
    { blocked: whyNotNow(profile, given, hasAgreed), given, funds, requests, deals: await readDeals(requests) },
    policy,
    now,
  );
};
