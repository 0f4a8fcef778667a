import { moneyText } from '../../shared/currency.ts';
import type { ByCurrency, Plan, PlanRule } from './earning.ts';

/** One change of what partners get, as a sentence for them; `worse`: for at least some of them. */
export interface Change {
  readonly sentence: string;
  readonly worse: boolean;
}

/** A payment as far as conditions of rules tell payments apart. */
interface Kind {
  readonly payment: 'first' | 'later';
  readonly product: string | undefined;
  readonly country: string | undefined;
  readonly newCustomer: boolean | undefined;
}

/** One name for each group of names that no rule tells apart; undefined stands for all that no rule names. */
const representatives = (lists: readonly (readonly string[] | undefined)[]): readonly (string | undefined)[] => {
  const names = [...new Set(lists.flatMap((list) => list ?? []))];
  const signatures = names.map((name) => lists.map((list) => (list?.includes(name) ? '1' : '0')).join(''));
  return [undefined, ...names.filter((_, index) => signatures.indexOf(signatures[index] ?? '') === index)];
};

const kindsOf = (rules: readonly PlanRule[]): readonly Kind[] => {
  const asksNew = rules.some(({ newCustomer }) => newCustomer !== undefined);
  const products = representatives(rules.map(({ products: names }) => names));
  const countries = representatives(rules.map(({ countries: names }) => names));
  return (['first', 'later'] as const).flatMap((payment) =>
    products.flatMap((product) =>
      countries.flatMap((country) =>
        (asksNew ? [true, false] : [undefined]).map((newCustomer) => ({ payment, product, country, newCustomer })),
      ),
    ),
  );
};

const fits = (rule: PlanRule, { payment, product, country, newCustomer }: Kind): boolean =>
  (rule.payment === undefined || rule.payment === payment) &&
  (rule.products === undefined || (product !== undefined && rule.products.includes(product))) &&
  (rule.countries === undefined || (country !== undefined && rule.countries.includes(country))) &&
  (rule.newCustomer === undefined || rule.newCustomer === newCustomer);

const ruleFor = ({ rules, months }: Plan, kind: Kind): PlanRule | undefined =>
  kind.payment === 'later' && months === 0 ? undefined : rules.find((one) => fits(one, kind));

const rateOf = (rule: PlanRule | undefined): number => (!rule || rule.pay.kind === 'flat' ? 0 : rule.pay.bp);
const flatOf = (rule: PlanRule | undefined): ByCurrency => (!rule || rule.pay.kind === 'percent' ? {} : rule.pay.minor);

/** Is one amount lower than before in any currency? What is missing is `without`. */
const lower = (before: ByCurrency = {}, after: ByCurrency = {}, without = 0): boolean =>
  [...Object.keys(before), ...Object.keys(after)].some(
    (currency) => amountIn(after, currency, without) < amountIn(before, currency, without),
  );
const amountIn = (amounts: ByCurrency, currency: string, without: number): number =>
  Object.entries(amounts).find(([name]) => name === currency)?.[1] ?? without;

const amountWords = (amounts: ByCurrency = {}): string => {
  const words = Object.entries(amounts).map(([currency, minor]) => moneyText({ minor: minor ?? 0, currency }));
  return words.length === 0 ? 'nothing' : words.join(' or ');
};
const percentWords = (bp: number): string => `${bp / 100} %`;

const payWords = (rule: PlanRule | undefined): string => {
  if (!rule) return 'nothing';
  const { pay, capMinor } = rule;
  const rate = pay.kind === 'flat' ? [] : [percentWords(pay.bp)];
  const flat = pay.kind === 'percent' ? [] : [amountWords(pay.minor)];
  return [...rate, ...flat].join(' and ') + (capMinor ? `, at most ${amountWords(capMinor)}` : '');
};

const kindWords = ({ payment, product, country, newCustomer }: Kind): string =>
  [
    payment === 'first' ? 'First payments' : 'Later payments',
    ...(product ? [`for ${product}`] : []),
    ...(country ? [`from ${country}`] : []),
    ...(newCustomer === undefined ? [] : [newCustomer ? 'of new customers' : 'of known customers']),
  ].join(' ');

const paid = (before: Plan, after: Plan): readonly Change[] =>
  kindsOf([...before.rules, ...after.rules]).flatMap((kind) => {
    const [old, now] = [ruleFor(before, kind), ruleFor(after, kind)];
    if (payWords(old) === payWords(now)) return [];
    const worse =
      rateOf(now) < rateOf(old) ||
      lower(flatOf(old), flatOf(now)) ||
      lower(old?.capMinor, now?.capMinor, Number.POSITIVE_INFINITY);
    return [{ sentence: `${kindWords(kind)}: ${payWords(old)} becomes ${payWords(now)}.`, worse }];
  });

const monthWords = (months: number | null): string => (months === null ? 'for life' : `for ${months} months`);
const long = (months: number | null): number => months ?? Number.POSITIVE_INFINITY;

const bonusWords = (bonus: Plan['bonus']): string =>
  bonus ? `${percentWords(bonus.bp)} from ${bonus.fromSales} first sales a month` : 'none';

const change = (name: string, before: string, after: string, worse: boolean): readonly Change[] =>
  before === after ? [] : [{ sentence: `${name}: ${before} becomes ${after}.`, worse }];

/**
 * What changes for a partner that goes from one plan to another. Lower in any part is worse, even if another is higher:
 * nobody can say what a partner's next customers will buy.
 */
export const planChanges = (before: Plan, after: Plan): readonly Change[] => {
  const lessBonus =
    (after.bonus?.bp ?? 0) < (before.bonus?.bp ?? 0) ||
    (before.bonus !== undefined && (after.bonus?.fromSales ?? 0) > before.bonus.fromSales);
  return [
    ...paid(before, after),
    ...change(
      'Later payments earn',
      monthWords(before.months),
      monthWords(after.months),
      long(after.months) < long(before.months),
    ),
    ...change('Volume bonus', bonusWords(before.bonus), bonusWords(after.bonus), lessBonus),
    ...change(
      'Each qualified lead',
      amountWords(before.leadMinor),
      amountWords(after.leadMinor),
      lower(before.leadMinor, after.leadMinor),
    ),
    ...change(
      'Most for a month',
      before.capPerMonthMinor ? amountWords(before.capPerMonthMinor) : 'no limit',
      after.capPerMonthMinor ? amountWords(after.capPerMonthMinor) : 'no limit',
      lower(before.capPerMonthMinor, after.capPerMonthMinor, Number.POSITIVE_INFINITY),
    ),
  ];
};

/** What a plan pays, a sentence for each kind of payment that it tells apart, and for what comes beside. */
export const planWords = (plan: Plan): readonly string[] => {
  const paying = kindsOf(plan.rules).flatMap((kind) => {
    const found = ruleFor(plan, kind);
    if (!found) return [];
    const time = kind.payment === 'later' ? `, ${monthWords(plan.months)} after the first` : '';
    return [`${kindWords(kind)} earn ${payWords(found)}${time}.`];
  });
  const lead = plan.leadMinor ? [`Each qualified lead earns ${amountWords(plan.leadMinor)}.`] : [];
  const bonus = plan.bonus ? [`Volume bonus: ${bonusWords(plan.bonus)}.`] : [];
  const most = plan.capPerMonthMinor ? [`A month earns at most ${amountWords(plan.capPerMonthMinor)}.`] : [];
  return [...paying, ...lead, ...bonus, ...most];
};

/** Amounts by currency, by the same rule; of a minimum more is worse. */
export const amountChanges = (
  name: string,
  before: ByCurrency,
  after: ByCurrency,
  worseWhen: 'lower' | 'higher' = 'lower',
): readonly Change[] => {
  const isWorse = worseWhen === 'lower' ? lower(before, after) : lower(after, before);
  return change(name, amountWords(before), amountWords(after), isWorse);
};
