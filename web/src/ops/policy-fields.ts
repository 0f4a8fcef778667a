import type { Policy } from '../../../functions/policy/contract.ts';
import { decimalOf, minorOf } from '../../../functions/shared/currency.ts';

type Path = readonly (string | number)[];
type Unit = '%' | 'whole' | 'amount' | readonly string[];

/** One number or choice of a policy that ops change on a page. */
export interface PolicyField {
  readonly path: Path;
  readonly label: string;
  readonly unit: Unit;
}
export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly PolicyField[];
}

const field = (label: string, unit: Unit, ...path: Path): PolicyField => ({ label, unit, path });
const MODELS = ['last-click', 'first-click', 'linear', 'position-based'] as const;

const agreed: readonly PolicyField[] = [
  field('First payments earn', '%', 'terms', 'firstPaymentBp'),
  field('Later payments earn', '%', 'terms', 'laterPaymentsBp'),
  field('Months of later payments', 'whole', 'terms', 'laterPaymentsMonths'),
  field('Cookie days', 'whole', 'terms', 'cookieDays'),
  field('Attribution', MODELS, 'terms', 'attribution'),
  field('Review days', 'whole', 'terms', 'reviewDays'),
  field('Clawback days', 'whole', 'terms', 'clawbackDays'),
  field('Payout minimum', 'amount', 'terms', 'payoutMinimumMinor'),
];
const others: readonly PolicyField[] = [
  field('All earnings of a payment at most', '%', 'earning', 'mostOfPaymentBp'),
  field('Closed-won referral', '%', 'earning', 'closedWonBp'),
  field('Recurring referral', '%', 'earning', 'referralBp'),
  field('Months of a recurring referral', 'whole', 'earning', 'referralMonths'),
  field('Co-sell credit', '%', 'earning', 'coSellBp'),
  field('Conflict fee', '%', 'earning', 'conflictFeeBp'),
];
const worth: readonly PolicyField[] = [
  field('Contract value in a year', 'amount', 'earning', 'customer', 'contractMinor'),
  field('Lifetime in months', 'whole', 'earning', 'customer', 'lifetimeMonths'),
  field('Lifetime value to cost', 'whole', 'earning', 'lifetimeToCost'),
];

/** What of a policy is changed by number, in groups. */
export const groupsOf = ({ earning }: Policy): readonly FieldGroup[] => {
  const plans = ['default', ...earning.plans.map(({ id }) => id)];
  const tiers = (['Standard', 'Preferred', 'Ambassador'] as const).map((tier) =>
    field(`Plan of ${tier}`, plans, 'earning', 'planOf', tier),
  );
  const bonus = earning.defaultBonus
    ? [
        field('Bonus from first sales a month', 'whole', 'earning', 'defaultBonus', 'fromSales'),
        field('Bonus', '%', 'earning', 'defaultBonus', 'bp'),
      ]
    : [];
  return [
    { title: 'Terms of the agreement', fields: [...agreed, ...bonus] },
    { title: 'Affiliate tiers', fields: tiers },
    { title: 'Other earnings', fields: others },
    ...(earning.customer ? [{ title: 'What a customer is worth', fields: worth }] : []),
  ];
};

export const nameOf = ({ path }: PolicyField): string => path.join('.');

const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
    document,
  );

const withValue = (document: unknown, [step, ...rest]: Path, value: unknown): unknown => {
  if (step === undefined) return value;
  if (Array.isArray(document))
    return document.map((one, index) => (index === step ? withValue(one, rest, value) : one));
  if (typeof document !== 'object' || document === null) return document;
  return { ...document, [step]: withValue(Reflect.get(document, step), rest, value) };
};

/** As it is shown and typed: percent and amounts with a point. */
export const textOf = (document: Policy, { path, unit }: PolicyField): string => {
  const value = valueAt(document, path);
  if (unit === '%') return String(Number(value) / 100);
  if (unit === 'amount') return decimalOf({ minor: Number(value), currency: document.calendar.reportingCurrency });
  return String(value);
};

const typed = (text: string, unit: Unit, currency: string): string | number | undefined => {
  if (typeof unit === 'object') return unit.includes(text) ? text : undefined;
  if (unit === 'amount') return minorOf(text, currency);
  if (unit === '%') return /^\d{1,3}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined;
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
};

/** The policy with what was typed, and which fields are not right. */
export const withTexts = (document: Policy, texts: Readonly<Record<string, string>>) => {
  const wrong: string[] = [];
  let changed: unknown = document;
  for (const one of groupsOf(document).flatMap(({ fields }) => fields)) {
    const text = texts[nameOf(one)];
    if (text === undefined) continue;
    const value = typed(text.trim(), one.unit, document.calendar.reportingCurrency);
    if (value === undefined) wrong.push(nameOf(one));
    else changed = withValue(changed, one.path, value);
  }
  return { document: changed as Policy, wrong };
};
