import * as z from 'zod';
import { basisPoints } from './vocabulary.ts';

/** Every rule about fraud, by the section of the program's rules that it stands in. */
export const fraudRule = z.enum([
  // F1: the same person, or means that no program allows
  ...(['same-person', 'same-account', 'disposable-address', 'reward-traffic', 'misleading-claims'] as const),
  // F2: looks wrong; a person decides
  ...(['same-company', 'same-device', 'no-page-view', 'no-interaction', 'click-burst', 'referrer'] as const),
  ...(['leads-alike', 'conversion-low', 'conversion-high', 'clicks-unconverted', 'refund-rate'] as const),
  // F3: unlike itself
  'click-anomaly',
  // F5: what must be there before anything is earned
  ...(['unverified-address', 'phone-check'] as const),
]);
export type FraudRule = z.infer<typeof fraudRule>;

/** `on`: bites. `shadow`: only records what it would have held. `off`: is not asked. */
export const fraudMode = z.enum(['on', 'shadow', 'off']);
export type FraudMode = z.infer<typeof fraudMode>;

const count = z.int().min(1).max(10_000_000);
const someDays = z.int().min(1).max(365);
const hosts = z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host name in lower case')).max(5_000);

/** Numbers and lists of rules F1 to F5. */
export const fraudRules = z.strictObject({
  /** A rule that is not named is on. Ops can switch one at any time on the page "Fraud"; that stands above this. */
  modes: z.partialRecord(fraudRule, fraudMode),
  /** Rates need that many clicks, or sales, in that many days. */
  rates: z.strictObject({ days: z.int().min(1).max(30), clicks: count, sales: count }),
  conversion: z.strictObject({ lowBp: basisPoints, highBp: basisPoints }),
  /** More clicks than this in the days of the rates, and not one sale. */
  unconvertedClicks: count,
  refundBp: basisPoints,
  /** More clicks than this within a minute, from one source. */
  clicksPerMinute: count,
  /** The partner's own device, seen this near to the click. */
  sameDeviceDays: someDays,
  /** So many leads whose addresses differ in digits alone, within these days. */
  leadsAlike: z.strictObject({ leads: z.int().min(2).max(100), days: someDays }),
  /** A day with `times` the mean of the days before, and at least so many clicks. */
  anomaly: z.strictObject({ times: z.int().min(2).max(100), days: z.int().min(7).max(28), clicks: count }),
  /** Sites that pay people to click. */
  rewardSites: hosts,
  /** Coupon and deal sites, and search advertising: need approval for each partner. */
  couponSites: hosts,
  adNetworks: hosts,
  /** An open flag: its owner is reminded, then somebody else owns it, then it ends by rule. Days from the start. */
  timeOut: z.strictObject({ remindAfterDays: someDays, secondOwnerAfterDays: someDays, endsAfterDays: someDays }),
  /** An owner may give a flag at most this long, from the day it was raised. */
  longestDays: someDays,
  /** Complaints that one address of origin may send in. */
  complaintsPerAddressOfOrigin: z
    .strictObject({ most: z.int().min(1).max(1_000), perMinutes: z.int().min(1).max(10_080) })
    .default({ most: 5, perMinutes: 60 }),
  /** How many affiliates are looked at each month. */
  topAffiliates: z.int().min(1).max(100),
});
export type FraudRules = z.infer<typeof fraudRules>;

export const firstFraudRules: FraudRules = {
  modes: {},
  rates: { days: 30, clicks: 200, sales: 20 },
  conversion: { lowBp: 50, highBp: 2_000 },
  unconvertedClicks: 1_000,
  refundBp: 1_500,
  clicksPerMinute: 20,
  sameDeviceDays: 7,
  leadsAlike: { leads: 3, days: 30 },
  anomaly: { times: 3, days: 28, clicks: 100 },
  rewardSites: [
    ...['adbtc.top', 'clixsense.com', 'earnhoney.com', 'freecash.com', 'gptplanet.com', 'inboxdollars.com'],
    ...['neobux.com', 'ojooo.com', 'paidverts.com', 'prizerebel.com', 'scarlet-clicks.info', 'swagbucks.com'],
    ...['timebucks.com', 'ysense.com'],
  ],
  couponSites: [
    ...['capitaloneshopping.com', 'coupert.com', 'couponbirds.com', 'couponfollow.com', 'coupons.com', 'dealnews.com'],
    ...['dealspotr.com', 'groupon.com', 'gutscheine.de', 'hotdeals.com', 'joinhoney.com', 'mydealz.de', 'offers.com'],
    ...['promocodes.com', 'rakuten.com', 'retailmenot.com', 'savings.com', 'simplycodes.com', 'slickdeals.net'],
    ...['topcashback.com', 'vouchercloud.com', 'wethrift.com'],
  ],
  adNetworks: [
    ...['ad.doubleclick.net', 'adclick.g.doubleclick.net', 'googleads.g.doubleclick.net', 'googlesyndication.com'],
    ...['googleadservices.com', 'bat.bing.com', 'ads.microsoft.com', 'search.yahoo.net', 'taboola.com', 'outbrain.com'],
  ],
  timeOut: { remindAfterDays: 7, secondOwnerAfterDays: 14, endsAfterDays: 28 },
  longestDays: 60,
  complaintsPerAddressOfOrigin: { most: 5, perMinutes: 60 },
  topAffiliates: 20,
};
