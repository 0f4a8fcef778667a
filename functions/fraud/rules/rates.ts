import type { FraudRules } from '../../policy/contract.ts';
import { flag, flagIf, notRun, passes, percent, type Rule, shareBp, type Verdict } from './verdict.ts';

/** What is known of a partner when its day is over. The counts are of the days that rates look at. */
export interface PartnerKnown {
  readonly clicks: number;
  readonly conversions: number;
  readonly sales: number;
  readonly refunds: number;
  /** Clicks of the day, and of each of the days before that the mean is of. */
  readonly clicksOfDay: number;
  readonly clicksBefore: readonly number[];
}

type PartnerRule = Rule<PartnerKnown>;

const enough = ({ clicks, sales }: PartnerKnown, { rates }: FraudRules): boolean =>
  clicks >= rates.clicks || sales >= rates.sales;
const needs = ({ rates }: FraudRules): Verdict =>
  notRun(`${rates.clicks} clicks or ${rates.sales} sales in ${rates.days} days`);

const conversion = (known: PartnerKnown, rules: FraudRules, wrong: (rateBp: number) => boolean): Verdict => {
  if (!enough(known, rules)) return needs(rules);
  if (known.clicks === 0) return notRun('clicks');
  const rateBp = shareBp(known.conversions, known.clicks);
  const { clicks, conversions } = known;
  return flagIf(wrong(rateBp), { clicks, conversions, rateBp, ...rules.conversion, days: rules.rates.days });
};

const low: PartnerRule = {
  rule: 'conversion-low',
  section: 'F2',
  action: 'hold',
  title: 'Few clicks become sales',
  asks: ({ conversion: { lowBp }, rates }) =>
    `Less than ${percent(lowBp)} of the clicks of ${rates.days} days became customers.`,
  tells: 'Far fewer of your visitors buy than usual. We look at where they come from.',
  says: ({ clicks, conversions, rateBp, lowBp, days }) =>
    `${conversions} of ${clicks} clicks in ${days} days became customers: ${percent(rateBp)}, below ${percent(lowBp)}.`,
  // None converted has a rule of its own, with a limit of its own.
  check: (known, rules) =>
    conversion(
      known,
      rules,
      () => known.conversions > 0 && known.conversions * 10_000 < rules.conversion.lowBp * known.clicks,
    ),
};

const high: PartnerRule = {
  rule: 'conversion-high',
  section: 'F2',
  action: 'hold',
  title: 'Many clicks become sales',
  asks: ({ conversion: { highBp }, rates }) =>
    `More than ${percent(highBp)} of the clicks of ${rates.days} days became customers.`,
  tells: 'Far more of your visitors buy than usual. We look at how the sales came about.',
  says: ({ clicks, conversions, rateBp, highBp, days }) =>
    `${conversions} of ${clicks} clicks in ${days} days became customers: ${percent(rateBp)}, above ${percent(highBp)}.`,
  check: (known, rules) =>
    conversion(known, rules, () => known.conversions * 10_000 > rules.conversion.highBp * known.clicks),
};

const unconverted: PartnerRule = {
  rule: 'clicks-unconverted',
  section: 'F2',
  action: 'hold',
  title: 'Clicks and not one sale',
  asks: ({ unconvertedClicks, rates }) =>
    `More than ${unconvertedClicks} clicks in ${rates.days} days, and none converted.`,
  tells: 'Your link had many clicks and not one customer. We look at where the visitors come from.',
  says: ({ clicks, days }) => `${clicks} clicks in ${days} days, and not one became a customer.`,
  check: ({ clicks, conversions }, { unconvertedClicks, rates: { days } }) =>
    flagIf(conversions === 0 && clicks > unconvertedClicks, { clicks, days }),
};

const refunds: PartnerRule = {
  rule: 'refund-rate',
  section: 'F2',
  action: 'hold',
  title: 'Many refunds',
  asks: ({ refundBp, rates }) => `More than ${percent(refundBp)} of the sales of ${rates.days} days came back.`,
  tells: 'Many of your sales are refunded. We look at why.',
  says: ({ refunds: back, sales, rateBp, mostBp, days }) =>
    `${back} of ${sales} sales in ${days} days came back: ${percent(rateBp)}, above ${percent(mostBp)}.`,
  check: (known, rules) => {
    const { sales, refunds: back } = known;
    if (!enough(known, rules)) return needs(rules);
    if (sales === 0) return notRun('sales');
    const evidence = { refunds: back, sales, rateBp: shareBp(back, sales), mostBp: rules.refundBp };
    return flagIf(back * 10_000 > rules.refundBp * sales, { ...evidence, days: rules.rates.days });
  },
};

const anomaly: PartnerRule = {
  rule: 'click-anomaly',
  section: 'F3',
  action: 'look',
  title: 'Unusual day',
  asks: ({ anomaly: { times, days, clicks } }) =>
    `A day has ${times} times the mean of the ${days} days before, and at least ${clicks} clicks.`,
  tells: 'Your link had an unusual day.',
  says: ({ clicks, before, days, times }) =>
    `${clicks} clicks in a day; the ${days} days before had ${before} together. ${times} times their mean is the limit.`,
  check: ({ clicksOfDay: clicks, clicksBefore }, { anomaly: { times, days, clicks: fewest } }) => {
    if (clicks < fewest) return passes;
    if (clicksBefore.length < days) return notRun(`${days} days before it`);
    const before = clicksBefore.slice(-days).reduce((sum, one) => sum + one, 0);
    return clicks * days >= times * before ? flag({ clicks, before, days, times }) : passes;
  },
};

/** How a partner's clicks and sales go together, day by day. */
export const partnerRules: readonly PartnerRule[] = [low, high, unconverted, refunds, anomaly];
