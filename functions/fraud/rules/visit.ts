import type { FraudRules } from '../../policy/contract.ts';
import type { SaleKnown } from './sale.ts';
import { flag, flagIf, notRun, passes, type Rule, seenBy, type Verdict } from './verdict.ts';

type SaleRule = Rule<SaleKnown>;

/** `shop.example.com` lies on `example.com`. */
const liesOn = (host: string, sites: readonly string[]): string | undefined =>
  sites.find((site) => host === site || host.endsWith(`.${site}`));

const reward: SaleRule = {
  rule: 'reward-traffic',
  section: 'F1',
  action: 'reject',
  title: 'Paid clicks',
  asks: ({ rewardSites }) =>
    `The visitor came from a site that pays people to click (${rewardSites.length} are listed).`,
  tells: 'The visitor came from a site that pays people to click, which the agreement does not allow.',
  says: ({ host, site }) =>
    `The visitor came from ${host}, which belongs to ${site}: a site that pays people to click.`,
  check: ({ click }, { rewardSites }) => {
    if (!click) return notRun('a click');
    if (!click.referrerHost) return notRun('the page the visitor came from');
    const site = liesOn(click.referrerHost, rewardSites);
    return site ? flag({ host: click.referrerHost, site }) : passes;
  },
};

const sortOf = (host: string, { couponSites, adNetworks }: FraudRules): keyof typeof sorts | undefined => {
  if (liesOn(host, couponSites)) return 'couponSites';
  return liesOn(host, adNetworks) ? 'brandBidding' : undefined;
};
const sorts = { couponSites: 'a coupon or deal site', brandBidding: 'search or display advertising' } as const;

const referrer: SaleRule = {
  rule: 'referrer',
  section: 'F2',
  action: 'hold',
  title: 'Coupon site or advertising',
  asks: () =>
    'The visitor came from a coupon or deal site, or from an advertisement, that this partner was not allowed.',
  tells: 'The visitor came from a coupon site, a deal site or an advertisement that we have not approved for you.',
  says: (evidence) =>
    evidence.seen
      ? seenBy(evidence)
      : `The visitor came from ${evidence.host}: ${evidence.sort}, which this partner was not allowed.`,
  check: ({ click, partner }, rules): Verdict => {
    if (!click) return notRun('a click');
    const host = click.referrerHost;
    if (!host) return notRun('the page the visitor came from');
    const sort = sortOf(host, rules);
    return !sort || partner.allowed[sort] ? passes : flag({ host, sort: sorts[sort] });
  },
};

const noPageView: SaleRule = {
  rule: 'no-page-view',
  section: 'F2',
  action: 'hold',
  title: 'Click without a page',
  asks: () => 'A click was counted and no page was ever shown: so do hidden frames and forced clicks.',
  tells: 'Your link was followed without a page of ours being shown. We look at how the visitor came.',
  says: ({ at }) => `The click of ${at} was counted, and the site's script saw no page.`,
  check: ({ click }) => {
    if (!click) return notRun('a click');
    if (click.viewed === undefined) return notRun("the site's script");
    return flagIf(!click.viewed, { at: click.at });
  },
};

const noInteraction: SaleRule = {
  rule: 'no-interaction',
  section: 'F2',
  action: 'hold',
  title: 'Opened by nobody',
  asks: () => 'A click without a gesture: the browser says that no person opened the page.',
  tells: 'Your link was followed without anybody clicking on it. We look at how the visitor came.',
  says: ({ at }) => `The browser says that no gesture of a person opened the page at ${at}.`,
  check: ({ click }) => {
    if (!click) return notRun('a click');
    if (click.acted === undefined) return notRun('whether a person opened the page');
    return flagIf(!click.acted, { at: click.at });
  },
};

const burst: SaleRule = {
  rule: 'click-burst',
  section: 'F2',
  action: 'hold',
  title: 'Burst of clicks',
  asks: ({ clicksPerMinute }) => `More than ${clicksPerMinute} clicks within a minute came from one source.`,
  tells: 'Many clicks on your link came from one source within a minute. We look at what they were.',
  says: ({ clicks, most }) => `${clicks} clicks came from the same source within a minute; ${most} are the limit.`,
  check: ({ click }, { clicksPerMinute: most }) => {
    if (!click) return notRun('a click');
    if (click.inAMinute === undefined) return notRun('the clicks around it');
    return flagIf(click.inAMinute > most, { clicks: click.inAMinute, most });
  },
};

const leadsAlike: SaleRule = {
  rule: 'leads-alike',
  section: 'F2',
  action: 'hold',
  title: 'Leads alike but for digits',
  asks: ({ leadsAlike: { leads, days } }) =>
    `${leads} leads of one partner within ${days} days differ in digits alone.`,
  tells: 'Several leads have addresses that differ in digits alone. We check whether they are real people.',
  says: ({ leads, days }) =>
    `${leads} leads of this partner within ${days} days have addresses that differ in digits alone.`,
  check: ({ kind, alike }, { leadsAlike: { leads, days } }) => {
    if (kind !== 'lead') return passes;
    if (alike === undefined) return notRun("the lead's e-mail address");
    return flagIf(alike >= leads, { leads: alike, days });
  },
};

/** How the visitor came. */
export const visitRules: readonly SaleRule[] = [reward, referrer, noPageView, noInteraction, burst, leadsAlike];

const MINUTE_MS = 60_000;

/** Most visits within any 60 seconds. One item may stand for several visits. */
export const busiestMinute = (clicks: readonly { readonly at: string; readonly visits: number }[]): number => {
  const sorted = clicks.map(({ at, visits }) => ({ time: Date.parse(at), visits })).sort((a, b) => a.time - b.time);
  let [most, within, from] = [0, 0, 0];
  for (const { time, visits } of sorted) {
    within += visits;
    for (let first = sorted[from]; first && time - first.time >= MINUTE_MS; first = sorted[++from])
      within -= first.visits;
    most = Math.max(most, within);
  }
  return most;
};
