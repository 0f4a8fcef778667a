import type { Policy } from '../policy/contract.ts';
import { moneyText, ratioOf } from '../shared/money.ts';
import type { Payment, Rail, TaxForm, TaxState, TaxStatus } from './contract.ts';

/** A W-8 counts to the last day of the third calendar year after the one it was signed in; a W-9 until it is replaced. */
const W8_YEARS = 3;

export const validUntil = (form: TaxForm, signedOn: string): string | undefined =>
  form === 'W-9' ? undefined : `${Number(signedOn.slice(0, 4)) + W8_YEARS}-12-31`;

/** How a partner's form stands on a local date. */
export const taxStateOf = (tax: TaxStatus | undefined, today: string): TaxState => {
  if (!tax) return 'none';
  if (tax.state === 'requested') return 'requested';
  return tax.validUntil !== undefined && tax.validUntil < today ? 'expired' : 'received';
};

/** The threshold of form 1099-NEC for payments of a year: the one in force on its first day. */
export const thresholdOf = (year: string, policy: Policy): number =>
  policy.payouts.reportable
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .findLast(({ from }) => from <= `${year}-01-01`)?.usdCents ?? 0;

export interface YearTotal {
  readonly currency: string;
  readonly rail: Rail;
  readonly payouts: number;
  readonly minor: number;
}

/** Payments of one partner by currency and rail; what came back in the same year does not count. */
export const yearTotals = (payments: readonly Payment[]): readonly YearTotal[] => {
  const totals = new Map<string, YearTotal>();
  for (const { currency, rail, minor, returnedOn } of payments) {
    if (returnedOn !== undefined) continue;
    const key = `${currency}/${rail}`;
    const so = totals.get(key) ?? { currency, rail, payouts: 0, minor: 0 };
    totals.set(key, { ...so, payouts: so.payouts + 1, minor: so.minor + minor });
  }
  return [...totals.values()].toSorted((one, other) =>
    `${one.currency}/${one.rail}` < `${other.currency}/${other.rail}` ? -1 : 1,
  );
};

const MILLION = 1_000_000;

/** In US cents, for the threshold only [Z1]; undefined without a rate to the dollar. */
const usdCents = ({ currency, minor }: YearTotal, policy: Policy): number | undefined => {
  if (currency === 'USD') return minor;
  const rate = policy.money.ratesPerMillion[currency];
  return policy.calendar.reportingCurrency === 'USD' && rate !== undefined ? ratioOf(minor, rate, MILLION) : undefined;
};

/**
 * Does this partner get a form 1099-NEC for the year? PayPal reports what it pays itself (1099-K), and who gave a W-8 is
 * no US person.
 */
export const reportable = (
  totals: readonly YearTotal[],
  form: TaxForm | undefined,
  year: string,
  policy: Policy,
): { readonly reportable: 'yes' | 'no' | 'look'; readonly because: string } => {
  const threshold = thresholdOf(year, policy);
  const limit = moneyText({ minor: threshold, currency: 'USD' });
  if (form === 'W-8BEN' || form === 'W-8BEN-E') return { reportable: 'no', because: `Gave a ${form}: no US person.` };
  const cents = totals.filter(({ rail }) => rail !== 'paypal').map((one) => usdCents(one, policy));
  if (cents.some((one) => one === undefined))
    return { reportable: 'look', because: 'Paid in a currency without a rate.' };
  const sum = cents.reduce<number>((total, one) => total + (one ?? 0), 0);
  if (sum < threshold) return { reportable: 'no', because: `Below ${limit}, payments by PayPal left out.` };
  if (form === undefined) return { reportable: 'look', because: `${limit} or more, and no tax form is here.` };
  return { reportable: 'yes', because: `${limit} or more, payments by PayPal left out.` };
};

/** A calendar year by partner, those that are reported or to be looked at first. */
export const yearRows = (
  payments: readonly Payment[],
  known: ReadonlyMap<string, { readonly company: string; readonly tax: TaxStatus | undefined }>,
  year: string,
  policy: Policy,
) => {
  const byPartner = Map.groupBy(payments, ({ partnerId }) => partnerId);
  const rows = [...byPartner].map(([partnerId, own]) => {
    const tax = known.get(partnerId)?.tax;
    // One that is only announced says nothing yet.
    const form = tax?.state === 'received' ? tax.form : undefined;
    const totals = [...yearTotals(own)];
    const company = known.get(partnerId)?.company ?? '';
    return { partnerId, company, ...(form ? { form } : {}), totals, ...reportable(totals, form, year, policy) };
  });
  const order = ['look', 'yes', 'no'];
  return rows.toSorted((one, other) => order.indexOf(one.reportable) - order.indexOf(other.reportable));
};

/** True where this form of this day is here already: said again, nothing changes and nothing is told. */
export const isRecorded = (tax: TaxStatus | undefined, said: Pick<TaxStatus, 'form' | 'signedOn'>): boolean =>
  tax?.state === 'received' && tax.form === said.form && tax.signedOn === said.signedOn;
