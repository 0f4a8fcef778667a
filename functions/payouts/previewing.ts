import type { Page } from '../ledger/contract.ts';
import type { Policy } from '../policy/contract.ts';
import type { Batch, Payout } from './contract.ts';
import { decide, type Known, type WaitReason } from './deciding.ts';
import { payableOn } from './paying.ts';

/** A new run, before anything is known of what it pays. */
export const newBatch = (
  of: Pick<Batch, 'batchId' | 'period' | 'partnerId' | 'executionId' | 'shards' | 'policyVersion'>,
  now: string,
): Batch => ({
  type: 'PAYOUT-BATCH',
  ...of,
  state: 'previewing',
  begunAt: now,
  cutOff: now,
  revision: 0,
  totals: [],
  approvalsNeeded: 0,
  approvals: [],
  chases: 0,
  news: 0,
});

/** What the run proposes for one book, frozen with the account it would go to. */
export const previewed = (
  batch: Batch,
  { partnerId, currency, balances }: Pick<Page, 'partnerId' | 'currency' | 'balances'>,
  known: Known,
  policy: Policy,
  now: string,
): Payout => {
  const { state, minor, minimumMinor, last, reasons } = decide({ currency, balances }, known, policy, now);
  const { profile, payee } = known;
  const account = payee && payee.erasedAt === undefined ? payee : undefined;
  return {
    type: 'PAYOUT',
    batchId: batch.batchId,
    partnerId,
    currency,
    run: profile.run,
    personId: profile.personId,
    company: profile.company,
    state,
    minor,
    balances,
    minimumMinor,
    ...(last ? { last } : {}),
    reasons: [...reasons],
    ...(account ? { rail: account.rail, payeeVersion: account.version, masked: account.masked } : {}),
    ...(account?.outsideSepa ? { outsideSepa: true as const } : {}),
  };
};

/** How much may go of what is payable when the money is reserved: never more than was approved, never too little. */
export const reservable = ({ minor, minimumMinor, rail, currency }: Payout, payable: number): number => {
  const possible = payableOn(rail, currency, Math.min(minor, Math.max(0, payable)));
  return possible > 0 && possible >= minimumMinor ? possible : 0;
};

/** Why a proposed payout is not reserved after all, for the team and for the partner: it has changed since the preview. */
export interface Lapse {
  readonly note: string;
  /** Absent where there is nobody left to tell. */
  readonly reason?: WaitReason;
}
export const whyLapsed = (payout: Payout, known: Known | undefined): Lapse | undefined => {
  if (!known || known.payee?.erasedAt !== undefined) return { note: 'The payment details are gone.' };
  const { hold } = known.standing ?? {};
  if (hold) return { note: `Held for review: ${hold.note}`, reason: 'under-review' };
  return payout.rail === undefined ? { note: 'There is no payout method.', reason: 'no-method' } : undefined;
};
export const TOO_LITTLE: Lapse = {
  note: 'Refunds since the preview left less than the minimum.',
  reason: 'too-little-left',
};

/** Held for nothing but a person's word [S8]. */
export const isReleasable = ({ state, reasons }: Payout): boolean =>
  state === 'held' && reasons.length === 1 && reasons[0] === 'first-payout';
