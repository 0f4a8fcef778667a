import { actionOf, callerOf, faultsBySeed } from '../door/fault-plan.ts';
import type { Fault, Faults } from '../door/faults.ts';

/** Something that went wrong, named so that it strikes the same call though others are left out before it. */
export interface Struck {
  readonly function: string;
  readonly action: string;
  /** ms since the epoch. */
  readonly at: number;
  /** The how manieth such call at that moment, from 1. */
  readonly nth: number;
  readonly fault: Fault;
}

/** What is to go wrong: by chance, so often per call; or exactly this. */
export type Meant = { readonly rate: number } | readonly Struck[];

/** Lets go wrong what is meant, and keeps what did. */
export const striking = (
  meant: Meant,
  given: { readonly seed: string; readonly until: number; readonly now: () => number },
): { readonly faults: Faults; readonly struck: readonly Struck[] } => {
  const struck: Struck[] = [];
  const nthOf = counter();
  const draw = 'rate' in meant ? faultsBySeed(given.seed, { rate: meant.rate, until: given.until }) : undefined;
  const plan = new Map('rate' in meant ? [] : meant.map((one) => [keyOf(one), one.fault]));
  const faults: Faults = (call) => {
    const at = given.now();
    const named = { function: callerOf(call), action: actionOf(call), at };
    const nth = nthOf(named);
    const fault = draw ? draw(call) : plan.get(keyOf({ ...named, nth }));
    if (fault) struck.push({ ...named, nth, fault });
    return fault;
  };
  return { faults, struck };
};

type Named = Pick<Struck, 'function' | 'action' | 'at'>;

const keyOf = ({ function: name, action, at, nth }: Named & { readonly nth: number }): string =>
  `${name}\n${action}\n${at}\n${nth}`;

/** Counts the calls of one moment. */
const counter = (): ((named: Named) => number) => {
  let moment = -1;
  let counts = new Map<string, number>();
  return ({ function: name, action, at }) => {
    if (at !== moment) counts = new Map();
    moment = at;
    const nth = (counts.get(`${name}\n${action}`) ?? 0) + 1;
    counts.set(`${name}\n${action}`, nth);
    return nth;
  };
};
