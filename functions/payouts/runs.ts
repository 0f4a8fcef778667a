import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { areAbove, type Policy } from '../policy/contract.ts';
import { InvalidInput } from '../shared/problem.ts';
import { typedInput } from '../shared/typed-input.ts';
import { monthOf } from './calendar.ts';
import { type Batch, type CurrencyTotal, type Payout, runInput } from './contract.ts';

const HOUR_S = 3_600;

/** What the person meant. Throws `InvalidInput` with a sentence that shows a right one. */
export const readRunInput = (typed: unknown, now: string, timeZone: string): z.infer<typeof runInput> => {
  const input = typedInput(runInput, typed, { period: monthOf(now, timeZone) });
  if (input.period <= monthOf(now, timeZone)) return input;
  throw new InvalidInput(
    `The month ${input.period} has not begun. Type it like this: {"period": "${monthOf(now, timeZone)}"}`,
  );
};

/** The business key of a run: its month, the partner if it is for one, and its part. */
export const batchIdOf = (period: string, partnerId: string | undefined, part: number | undefined): string =>
  [period, partnerId, part].filter((one) => one !== undefined).join('-');

export const unknownPartner = (typed: string): InvalidInput =>
  new InvalidInput(
    `There is no partner "${typed.slice(0, 100)}". Give it by its domain, its contact's e-mail address or its id, like this: {"period": "2027-03", "partner": "acme.com"}; without a partner, everybody is paid.`,
  );

/** Refuses a second execution of a run, unless it takes over one that is open. */
export const checkTwin = (batch: Batch, executionId: string, takeOver: boolean): void => {
  if (batch.executionId === executionId) return;
  const { batchId, state } = batch;
  const month = batchId.slice(0, 7);
  if (state === 'settled' || state === 'cancelled') {
    throw new InvalidInput(
      `The run ${batchId} is ${state}. If there is more to pay in this month, start a further one: {"period": "${month}", "part": 2}`,
    );
  }
  if (takeOver) return;
  throw new InvalidInput(
    `The run ${batchId} is already going on. One is enough. If its execution has failed or was stopped, go on with it: {"period": "${month}", "takeOver": true}`,
  );
};

/** Sums by currency, never across currencies. */
export const totalsOf = (
  payouts: readonly { readonly currency: string; readonly minor: number }[],
): CurrencyTotal[] => {
  const totals = new Map<string, CurrencyTotal>();
  for (const { currency, minor } of payouts) {
    const so = totals.get(currency) ?? { currency, payouts: 0, minor: 0 };
    totals.set(currency, { currency, payouts: so.payouts + 1, minor: so.minor + minor });
  }
  return [...totals.values()].toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
};

/** What an approval is of: exactly these amounts, to these accounts, by these rails. */
export const fingerprintOf = (payouts: readonly Payout[]): string => {
  const lines = payouts
    .filter(({ state }) => state === 'proposed')
    .map(({ partnerId, currency, minor, rail, payeeVersion }) =>
      [partnerId, currency, minor, rail, payeeVersion].join('|'),
    );
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
};

/**
 * Two different people where the whole run, all its currencies compared by the policy's rates, is above the limit of the
 * reporting currency; a currency without a rate is above it [A14, Z1].
 */
export const approvalsNeeded = (totals: readonly CurrencyTotal[], policy: Policy): 1 | 2 =>
  areAbove(policy.money.secondPersonAbove.payoutBatchMinor, totals, policy) ? 2 : 1;

/** Seconds until the next reminder: `chases` of them went out before. */
export const secondsToChase = (awaits: 'approval' | 'results', chases: number, policy: Policy): number => {
  const { approval, results } = policy.payouts;
  const hours =
    awaits === 'approval'
      ? [approval.remindAfterHours, approval.escalateAfterHours]
      : [results.remindAfterHours, results.againAfterHours];
  const rest = awaits === 'approval' ? approval.cancelAfterHours : results.againAfterHours;
  return (hours[chases] ?? rest) * HOUR_S;
};

/** After the reminder and the escalation of an approval it is called off; results are asked for 12 times. */
export const isOver = (awaits: 'approval' | 'results', chases: number): boolean =>
  chases > (awaits === 'approval' ? 2 : 12);
