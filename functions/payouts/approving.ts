import type { Policy } from '../policy/contract.ts';
import { conflict } from '../shared/problem.ts';
import type { Batch, BatchWait, Payout } from './contract.ts';
import { approvalsNeeded, fingerprintOf, totalsOf } from './runs.ts';

type Who = Batch['approvals'][number];

const where: Readonly<Record<Batch['state'], string>> = {
  previewing: 'is still being put together',
  proposed: 'waits for approval',
  approved: 'is approved',
  reserved: 'is approved, and its payments are under way',
  settled: 'is settled',
  cancelled: 'was called off',
};

/**
 * What an approval changes; undefined where this person has approved just this before. Above the limit it takes two
 * different people [A14]. Throws 409 where there is nothing to approve, or something else than was shown.
 */
export const approve = (
  batch: Batch,
  payouts: readonly Payout[],
  shown: string,
  who: Who,
  policy: Policy,
): Partial<Batch> | undefined => {
  const mine = batch.approvals.some(({ by }) => by === who.by);
  if (batch.state !== 'proposed') {
    if (mine && batch.fingerprint === shown) return undefined;
    const people = batch.approvals.map(({ byName, at }) => `${byName} at ${at}`).join(' and ');
    throw conflict(`This run ${where[batch.state]}${people ? `: by ${people}` : ''}.`);
  }
  const fingerprint = fingerprintOf(payouts);
  if (fingerprint !== shown) throw conflict('The preview has changed since you looked. Look again, then approve.');
  if (mine) {
    if (batch.fingerprint === fingerprint) return undefined;
    throw conflict('This takes somebody else: you have approved it already.');
  }
  const totals = totalsOf(payouts.filter(({ state }) => state === 'proposed'));
  const needed = approvalsNeeded(totals, policy);
  const approvals = [...batch.approvals, who];
  const state = approvals.length >= needed ? 'approved' : 'proposed';
  return { state, approvals, fingerprint, totals, approvalsNeeded: needed };
};

/** How a run is called off; undefined where it was before. Throws 409 once money is reserved. */
export const cancel = (batch: Batch, said: NonNullable<Batch['cancelled']>): Batch['cancelled'] => {
  if (batch.state === 'cancelled') return undefined;
  if (batch.state === 'proposed' || batch.state === 'previewing') return said;
  throw conflict(`This run ${where[batch.state]}: it can no longer be called off.`);
};

/** Refuses to try again what has not failed. */
export const checkMending = (wait: BatchWait | undefined): void => {
  if (wait?.awaits !== 'mending') throw conflict('Nothing in this run has failed.');
};
