import type { Outcome, Payout } from '../contract.ts';
import type { Told } from '../results.ts';
import { settle } from '../settling/store.ts';
import { findPayout, noteOutcome } from '../store.ts';

const AT_ONCE = 20;

interface Taken {
  paid: number;
  returned: number;
  repeated: number;
  /** What no payment of this run is known by, or what contradicts an earlier answer. */
  unknown: string[];
}

/** Writes down what became of each payment; what comes back after it was paid is booked at once. */
export const takeIn = async (
  payouts: readonly Payout[],
  told: readonly (Told & { readonly on: string })[],
  from: Pick<Outcome, 'source' | 'by'>,
  now: string,
): Promise<Taken> => {
  const byKey = new Map(payouts.map((payout) => [payout.providerKey, payout]));
  const taken: Taken = { paid: 0, returned: 0, repeated: 0, unknown: [] };
  const take = async ({ key, result, on, reason }: Told & { readonly on: string }): Promise<void> => {
    const payout = byKey.get(key);
    const outcome: Outcome = { result, on, ...(reason ? { reason } : {}), ...from };
    const so = payout ? await takeOne(payout, outcome, now) : 'unknown';
    if (so === 'unknown') taken.unknown.push(key.slice(0, 60));
    else taken[so]++;
  };
  for (let at = 0; at < told.length; at += AT_ONCE) await Promise.all(told.slice(at, at + AT_ONCE).map(take));
  return { ...taken, unknown: taken.unknown.slice(0, 100) };
};

const takeOne = async (payout: Payout, outcome: Outcome, now: string): Promise<Exclude<keyof Taken, never>> => {
  if ((await noteOutcome(payout, 'outcome', outcome)) === 'done') return outcome.result;
  const known = (await findPayout(payout)) ?? payout;
  const last = known.cameBack?.result ?? known.outcome?.result;
  if (last === outcome.result) return 'repeated';
  if (last !== 'paid') return 'unknown';
  await settle(known, now);
  await noteOutcome(known, 'cameBack', outcome);
  await settle((await findPayout(known)) ?? known, now);
  return 'returned';
};
