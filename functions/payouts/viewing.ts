import type * as z from 'zod';
import type { Page } from '../ledger/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import type {
  Batch,
  BatchView,
  BatchWait,
  bookView,
  OwnPayouts,
  Payout,
  PayoutFile,
  PayoutState,
  TaxStatus,
} from './contract.ts';
import { decide, holdReasons, type Known, minimumOf, wordsOf } from './deciding.ts';
import { isReleasable } from './previewing.ts';
import { fingerprintOf, totalsOf } from './runs.ts';
import { taxStateOf } from './tax.ts';

const ROWS = 500;
const PAYMENTS = 60;

export const taxView = (tax: TaxStatus | undefined, policy: Policy, now: string) => ({
  state: taxStateOf(tax, localDate(now, policy.calendar.timeZone)),
  ...(tax ? { form: tax.form } : {}),
  ...(tax?.validUntil ? { validUntil: tax.validUntil } : {}),
  how: policy.payouts.taxFormsTo,
});

/** What the next run would do with a book as it stands now, and why. */
const nextOf = (last: Page, known: Known, policy: Policy, now: string): z.infer<typeof bookView> => {
  const { currency, balances } = last;
  const decided = decide(last, known, policy, now);
  return {
    currency,
    balances,
    minimumMinor: minimumOf(currency, known.profile.stage, policy),
    next: decided.state,
    words: wordsOf(decided, currency, balances.payable),
    reasons: decided.reasons.map((id) => ({ id, ...holdReasons[id] })),
  };
};

/** Payments of a book: what was reserved, and what became of it. */
const paymentsOf = (pages: readonly Page[]): OwnPayouts['payments'] => {
  const found = new Map<string, OwnPayouts['payments'][number]>();
  for (const { key, kind, currency, lines, recordedAt, note } of pages) {
    const [what, batchId] = key?.split('/') ?? [];
    if (what !== 'payout' || !batchId) continue;
    const minor = Math.max(...lines.map((line) => line.minor));
    const state = kind === 'reserved' ? 'on its way' : kind === 'paid' ? 'paid' : 'returned';
    found.set(batchId, { batchId, currency, minor, at: recordedAt, state, ...(note ? { note } : {}) });
  }
  return [...found.values()];
};

export interface Book {
  readonly last: Page;
  /** The newest pages, with the payouts of the last year or two. */
  readonly pages: readonly Page[];
}

/** Everything about payouts that a partner sees on one page. */
export const ownView = (
  known: Known,
  books: readonly Book[],
  policy: Policy,
  now: string,
): Omit<OwnPayouts, 'mayChangeMethod'> => {
  const { payee } = known;
  const { payer, webhookUrl, dayOfMonth } = policy.payouts;
  return {
    runDay: dayOfMonth,
    rails: ['paypal', ...(payer ? (['bank'] as const) : []), ...(webhookUrl ? (['webhook'] as const) : [])],
    ...(payee && payee.erasedAt === undefined
      ? { method: { rail: payee.rail, masked: payee.masked, changedAt: payee.changedAt } }
      : {}),
    tax: taxView(known.tax, policy, now),
    books: books.map(({ last }) => nextOf(last, known, policy, now)),
    payments: books
      .flatMap(({ pages }) => paymentsOf(pages))
      .toReversed()
      .toSorted((one, other) => (one.at === other.at ? 0 : one.at > other.at ? -1 : 1))
      .slice(0, PAYMENTS),
  };
};

export const batchRow = (batch: Batch, wait: BatchWait | undefined) => {
  const { batchId, period, state, begunAt, totals, approvals, approvalsNeeded } = batch;
  const open = state !== 'settled' && state !== 'cancelled';
  return {
    batchId,
    period,
    state,
    begunAt,
    totals,
    approvals,
    approvalsNeeded,
    ...(open && wait ? { awaits: wait.awaits } : {}),
  };
};

/** Those that need a person first. */
const ORDER: readonly PayoutState[] = [
  'held',
  'proposed',
  'sent',
  'reserved',
  'returned',
  'lapsed',
  'left-out',
  'negative',
  'paid',
  'rolled-over',
];

const rowOf = (payout: Payout): BatchView['payouts'][number] => {
  const { type: _, batchId: __, run: ___, personId: ____, minimumMinor: _____, last: ______, ...rest } = payout;
  const { payeeVersion: _1, sentAt: _2, ...row } = rest;
  return { ...row, reasons: payout.reasons.map((reason) => holdReasons[reason].why), releasable: isReleasable(payout) };
};

export const batchView = (
  batch: Batch,
  wait: BatchWait | undefined,
  payouts: readonly Payout[],
  files: readonly PayoutFile[],
): BatchView => {
  const open = batch.state === 'proposed';
  const counts = ORDER.map((state) => ({ state, payouts: payouts.filter((one) => one.state === state).length }));
  return {
    ...batchRow(batch, wait),
    ...(open ? { totals: totalsOf(payouts.filter(({ state }) => state === 'proposed')) } : {}),
    cutOff: batch.cutOff,
    fingerprint: fingerprintOf(payouts),
    counts: counts.filter((one) => one.payouts > 0),
    payouts: payouts
      .toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || other.minor - one.minor)
      .slice(0, ROWS)
      .map(rowOf),
    files: files.map(({ type: _, batchId: __, ...file }) => file),
    ...(batch.cancelled ? { cancelled: `${batch.cancelled.byName}: ${batch.cancelled.note}` } : {}),
  };
};
