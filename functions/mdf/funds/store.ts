import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { readLastFundPage } from '../../shared/journal-reader.ts';
import type { OwnFunds } from '../contract.ts';
import { givenTo, quartersOpen, whyNotNow } from '../requesting.ts';
import { hasAgreed, listOf } from '../store.ts';
import { fundsOf } from '../viewing.ts';

/** A partner's funds of the open quarters, and all its requests. */
export const readFundsOf = async (profile: Profile, policy: Policy, now: string): Promise<OwnFunds> => {
  const { partnerId } = profile;
  const currency = policy.calendar.reportingCurrency;
  const given = givenTo(profile, policy);
  const [agreed, requests, funds] = await Promise.all([
    hasAgreed(profile),
    listOf(partnerId),
    Promise.all(
      quartersOpen(policy, now).map(async (quarter) => ({
        quarter,
        last: await readLastFundPage({ partnerId, quarter, currency }),
      })),
    ),
  ]);
  return fundsOf({ blocked: whyNotNow(profile, given, agreed), given, funds, requests }, policy, now);
};
