import type { Balances } from '../ledger/contract.ts';
import { ends, type Profile } from '../partners/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import { moneyText } from '../shared/money.ts';
import type { HoldReason, PayeeRecord, PayoutState, Standing, TaxStatus } from './contract.ts';
import { carries, payableOn } from './paying.ts';
import { taxStateOf } from './tax.ts';

/** What is known of a partner when its payout is decided. */
export interface Known {
  readonly profile: Profile;
  /** The contact is there and its address was verified. */
  readonly emailVerified: boolean;
  readonly payee: PayeeRecord | undefined;
  readonly tax: TaxStatus | undefined;
  readonly standing: Standing | undefined;
}

export interface Decided {
  readonly state: Extract<PayoutState, 'held' | 'rolled-over' | 'negative' | 'proposed'>;
  /** What would be paid: all that is payable, or 0. */
  readonly minor: number;
  readonly minimumMinor: number;
  readonly last: boolean;
  readonly reasons: readonly HoldReason[];
}

/** The least that is paid in a currency [A6, Z1]; 0 once the partner has left [L16]. */
export const minimumOf = (currency: string, stage: Profile['stage'], policy: Policy): number => {
  if (hasLeft(stage)) return 0;
  if (currency === policy.calendar.reportingCurrency) return policy.terms.payoutMinimumMinor;
  return policy.payouts.minimumMinor[currency] ?? 0;
};

const hasLeft = (stage: Profile['stage']): boolean => ends.some((end) => end === stage);

/** Each reason why nothing is paid although there is enough: whether it holds, why, and what the partner can do. */
export const holdReasons: Readonly<Record<HoldReason, { readonly why: string; readonly whatToDo: string }>> = {
  'no-method': {
    why: 'We do not know yet how to pay you.',
    whatToDo: 'Add a payout method on the Payouts page.',
  },
  'rail-closed': {
    why: 'Payouts by the method you chose are not open at the moment.',
    whatToDo: 'Choose another payout method, or wait: the amount stays yours.',
  },
  'currency-not-on-rail': {
    why: 'The method you chose does not carry this currency.',
    whatToDo: 'Choose another payout method.',
  },
  'email-not-verified': {
    why: 'Your e-mail address is not confirmed.',
    whatToDo: 'Confirm it by the link in our letter, or write to your partner manager.',
  },
  'tax-form-missing': {
    why: 'Your tax form is not here yet.',
    whatToDo: 'Say on the Payouts page which form is yours, and hand it in.',
  },
  'tax-form-expired': {
    why: 'Your tax form has run out: a W-8 lasts to the end of the third year after it was signed.',
    whatToDo: 'Hand in a new one.',
  },
  'first-payout': {
    why: 'You were admitted on condition, and a person releases the first payout.',
    whatToDo: 'Nothing: we look at it and release it.',
  },
  'under-review': {
    why: 'Your payouts are under review.',
    whatToDo: 'Your partner manager can tell you more.',
  },
};

/** Why it waits though it was proposed: told as the reasons of a preview are. */
export const waitReasons = {
  ...holdReasons,
  'left-out': {
    why: 'We have left it out of this payout, to look at it once more.',
    whatToDo: 'Nothing: it stays yours, and the next payout looks at it again.',
  },
  'too-little-left': {
    why: 'Refunds since it was announced have left less than the minimum.',
    whatToDo: 'Nothing: what is left comes with a later payout.',
  },
} as const;
export type WaitReason = keyof typeof waitReasons;

const reasonsOf = (currency: string, known: Known, policy: Policy, now: string): readonly HoldReason[] => {
  const { profile, payee, standing } = known;
  const live = payee && payee.erasedAt === undefined ? payee : undefined;
  const { payer, webhookUrl, taxFormsRequired } = policy.payouts;
  const open = live && { paypal: true, bank: payer !== null, webhook: webhookUrl !== null }[live.rail];
  const tax = taxStateOf(known.tax, localDate(now, policy.calendar.timeZone));
  const holds: readonly (readonly [boolean, HoldReason])[] = [
    [live === undefined, 'no-method'],
    [live !== undefined && !open, 'rail-closed'],
    [live !== undefined && !carries(live.rail, currency), 'currency-not-on-rail'],
    [!known.emailVerified, 'email-not-verified'],
    [taxFormsRequired && (tax === 'none' || tax === 'requested'), 'tax-form-missing'],
    [taxFormsRequired && tax === 'expired', 'tax-form-expired'],
    [profile.firstPayoutHeld && standing?.released?.run !== profile.run, 'first-payout'],
    [standing?.hold !== undefined, 'under-review'],
  ];
  return holds.filter(([holds]) => holds).map(([, reason]) => reason);
};

/**
 * What a run does with one book: all that is payable, and that the rail can carry, is proposed, unless it is too little
 * (it rolls over), below zero (what comes next nets it), or something is missing (held, with every reason, and nothing is
 * lost) [A6, S8, L16].
 */
export const decide = (
  book: { readonly currency: string; readonly balances: Balances },
  known: Known,
  policy: Policy,
  now: string,
): Decided => {
  const { payable } = book.balances;
  const minimumMinor = minimumOf(book.currency, known.profile.stage, policy);
  const base = { minor: 0, minimumMinor, last: hasLeft(known.profile.stage), reasons: [] };
  if (payable < 0) return { ...base, state: 'negative' };
  if (payable === 0 || payable < minimumMinor) return { ...base, state: 'rolled-over' };
  const minor = payableOn(known.payee?.rail, book.currency, payable);
  if (minor === 0) return { ...base, state: 'rolled-over' };
  const reasons = reasonsOf(book.currency, known, policy, now);
  return { ...base, minor, reasons, state: reasons.length > 0 ? 'held' : 'proposed' };
};

/** The same for the partner, in a sentence. */
export const wordsOf = ({ state, minor, minimumMinor }: Decided, currency: string, payable: number): string => {
  const text = (amount: number): string => moneyText({ minor: amount, currency });
  switch (state) {
    case 'proposed':
      return `${text(minor)} is paid with the next payout.`;
    case 'held':
      return `${text(minor)} is yours and waits: something is missing.`;
    case 'negative':
      return `Refunds came after you were paid: ${text(0 - payable)} is deducted from what you earn next. You need not pay anything back.`;
    case 'rolled-over':
      return payable === 0
        ? 'Nothing is payable at the moment.'
        : `${text(payable)} is below the minimum of ${text(minimumMinor)} and rolls over to the next month.`;
  }
};
