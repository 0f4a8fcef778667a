import { moneyText } from '../shared/currency.ts';
import type { Decision, LossReason, Part } from './contract.ts';

/** Why a touch did not win, as a sentence for whom it concerns. */
export const lossWords: Readonly<Record<LossReason, string>> = {
  'later-click': 'A later click led to the sale.',
  'earlier-click': 'An earlier click led to the sale.',
  'after-sale': 'The click came after the sale.',
  'too-old': 'The click was older than the cookie window.',
  'deal-first': 'A registered deal goes before coupons and clicks.',
  'coupon-first': 'A coupon code goes before clicks.',
  'unknown-partner': 'The partner is not known.',
  'no-agreement': 'The agreement was not accepted yet.',
  left: 'The partner had left the program.',
  'customer-kept': 'An earlier payment decided whose customer this is.',
  'told-late': 'The deal was told when the commission had passed its review.',
};

/** What a deal's parts and credits are called; others go by the name of their plan and rule. */
const ruleNames: Readonly<Record<string, string>> = {
  'deal/margin': 'Margin',
  'deal/registered-deal': 'Bonus for a registered deal',
  'deal/new-customer': 'Bonus for a new customer',
  'deal/two-years': 'Bonus for two years',
  'deal/three-years': 'Bonus for three years or more',
  'deal/closed-won-referral': 'Referral of a won deal',
  'co-sell': 'Co-sell credit',
  'conflict-fee': 'Conflict fee',
  meeting: 'Meeting that became an opportunity',
};

/** The name of a rule for people. */
export const ruleName = (rule: string): string | undefined => ruleNames[rule];

const percent = (bp: number): string => `${bp / 100} %`;

/** How one amount came about, step by step [B1]. */
export const partWords = (
  part: Part,
  { currency, policy }: { currency: string; policy: number },
): readonly string[] => {
  const text = (minor: number): string => moneyText({ minor, currency });
  const rate = part.bp === undefined ? [] : [`${percent(part.bp)} of ${text(part.base)}`];
  const flat = part.flat === undefined ? [] : [text(part.flat)];
  const cut = part.cut
    ? [
        part.cut.by === 'sale'
          ? `The plan's limit for one payment took ${text(part.cut.minor)}.`
          : `All earnings of a payment are limited; that took ${text(part.cut.minor)}.`,
      ]
    : [];
  if (rate.length + flat.length === 0) return [];
  if (part.tests['we-invoice'] === false) return [`${ruleName(part.rule)}: ${rate}, as the discount on the order.`];
  return [
    `${ruleName(part.rule) ?? `Rule ${part.rule}`} of policy version ${policy}: ${[...rate, ...flat].join(' and ')}.`,
    ...(part.bp === undefined ? [] : [`Exactly ${part.exact} minor units, rounded half away from zero.`]),
    ...cut,
    `Earned: ${text(part.minor)}.`,
  ];
};

/** What the decision rests on, in two or three sentences. */
export const decisionWords = ({ nth, won, model, because, deal }: Decision): readonly string[] => [
  ...(deal ? [`It belongs to deal ${deal}${model === 'deal' ? `: payment ${nth} of it` : ''}.`] : []),
  ...(model === 'deal' ? [] : orderWords(nth)),
  ...(won.length > 1 ? [`${won.length} touches share it (${model}).`] : []),
  ...(because ? [because] : []),
];

const orderWords = (nth: number): readonly string[] => [
  ...(nth === 1 ? ['The first payment of this customer that a partner led to.'] : []),
  ...(nth > 1 ? [`Payment ${nth} of this customer since a partner led to the first.`] : []),
];
