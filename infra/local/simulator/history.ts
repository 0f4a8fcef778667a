import * as z from 'zod';
import { chanceOf } from './chance.ts';
import { mixes } from './habits.ts';
import type { Struck } from './strike.ts';

const DAY_MS = 86_400_000;
/** A Monday, in the middle of the working day of the program's zone. */
export const FIRST_DAY = '2027-03-01';
export const startOf = (day: string): number => Date.parse(`${day}T09:00:00.000Z`);

/** The shape of a fault is the door's business; here it is only handed on. */
const struck = z.custom<Struck>((value) => named.safeParse(value).success);
const named = z.strictObject({
  function: z.string(),
  action: z.string(),
  at: z.number(),
  nth: z.int(),
  fault: z.looseObject({ kind: z.string() }),
});

/** Everything that decides how a run goes: the same history ends in the same state, to the byte. */
export const history = z.strictObject({
  seed: z.string(),
  startMs: z.number(),
  days: z.int().min(1),
  /** Numbers of the applicants; who has a number is the same person in every history of the seed. */
  people: z.array(z.int().min(0)),
  /** `evenly`: each habit as often as any other, so that a few people show many. */
  habits: z.enum(['by-share', 'evenly']),
  program: z.enum(mixes),
  /** Whether affiliates' links lead customers to a shop. */
  customers: z.boolean().default(true),
  /** The program's nightly jobs (proof of the books, fraud sweep, month close, payouts) run every so manieth night: each catches up. */
  everyNights: z.int().min(1).default(1),
  /** Everybody applies within so many days. */
  arriveWithinDays: z.number(),
  /** By chance of the seed, so often per call; or exactly these. */
  faults: z.union([z.strictObject({ rate: z.number() }), z.array(struck)]),
  /** What people leave out, as the journal names it. */
  without: z.array(z.string()),
});
export type History = z.infer<typeof history>;

/** So many of the calls fail: some thirty in a small history. */
const FAULT_RATE = 0.03;
export const sizes = { small: { people: 2, days: 35 }, usual: { people: 4, days: 50 } } as const;
export type Size = keyof typeof sizes;

/** The small history of a seed: a few people of different habits, some weeks, and calls that fail. */
export const historyOf = (seed: string, size: Size, faults: boolean): History => {
  const chance = chanceOf(seed, 'history');
  const { people, days } = sizes[size];
  return {
    seed,
    startMs: startOf(FIRST_DAY) + Math.floor(chance.between(0, 28)) * DAY_MS,
    days: days + Math.floor(chance.between(0, size === 'small' ? 1 : 11)),
    people: Array.from(
      { length: people + (size === 'small' ? 0 : Math.floor(chance.between(0, 3))) },
      (_, index) => index,
    ),
    habits: 'evenly',
    program: 'mixed',
    customers: true,
    everyNights: 5,
    arriveWithinDays: 3,
    faults: faults ? { rate: FAULT_RATE } : [],
    without: [],
  };
};

/** Nothing goes wrong in the last days, so that everything that failed can recover. */
export const quietFrom = ({ startMs, days }: Pick<History, 'startMs' | 'days'>): number =>
  startMs + Math.max(0, days - Math.min(3, days / 4)) * DAY_MS;
