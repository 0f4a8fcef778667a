import type { Chance } from './chance.ts';

/** How somebody behaves who applies. Hours are counted from when a letter arrives to when it is acted on. */
export interface Habit {
  readonly name: string;
  /** How many of a hundred applicants. */
  readonly share: number;
  readonly readsWithinHours: readonly [number, number];
  /** Confirms the address. */
  readonly confirms: boolean;
  /** Does anything after that. */
  readonly engages: boolean;
  /** Does a milestone only when reminded of it. */
  readonly waitsForNudge: boolean;
  /** Quiz attempts that go wrong before one goes right. */
  readonly failedQuizzes: number;
  /** Sends everything twice, at the same moment. */
  readonly clicksTwice: boolean;
  /** Unsubscribes from the first letter that can be unsubscribed from. */
  readonly unsubscribes: boolean;
  /** Days after confirming: it leaves by itself, applies anew, its mailbox is gone, it calls a letter spam, it asks to be forgotten. */
  readonly withdrawsOnDay?: number;
  readonly returnsOnDay?: number;
  readonly bouncesFromDay?: number;
  readonly complainsOnDay?: number;
  readonly erasedOnDay?: number;
  /** Share of its customers inside the program's profile, percent. */
  readonly overlap: readonly [number, number];
}

const usual = {
  readsWithinHours: [0.2, 6],
  confirms: true,
  engages: true,
  waitsForNudge: false,
  failedQuizzes: 0,
  clicksTwice: false,
  unsubscribes: false,
  overlap: [70, 100],
} as const;

export const habits: readonly [Habit, ...Habit[]] = [
  { ...usual, name: 'prompt', share: 27, readsWithinHours: [0.1, 3] },
  { ...usual, name: 'steady', share: 18, readsWithinHours: [6, 40] },
  { ...usual, name: 'slow', share: 12, readsWithinHours: [12, 60], waitsForNudge: true },
  { ...usual, name: 'silent', share: 9, engages: false },
  { ...usual, name: 'never confirms', share: 5, confirms: false },
  { ...usual, name: 'fails the quiz', share: 7, failedQuizzes: 3 },
  { ...usual, name: 'bounces', share: 5, bouncesFromDay: 5 },
  { ...usual, name: 'withdraws', share: 4, withdrawsOnDay: 9 },
  { ...usual, name: 'poor fit', share: 5, overlap: [0, 45] },
  { ...usual, name: 'unsubscribes', share: 3, unsubscribes: true },
  { ...usual, name: 'clicks twice', share: 3, clicksTwice: true },
  { ...usual, name: 'comes back', share: 1, withdrawsOnDay: 8, returnsOnDay: 14 },
  { ...usual, name: 'is forgotten', share: 1, erasedOnDay: 11 },
  // Among many applicants nobody complains: three of a thousand would rest everybody's tips.
  { ...usual, name: 'complains', share: 0, complainsOnDay: 6 },
];

/** Draws a habit by its share, or each as often as any other. */
export const drawHabit = (chance: Chance, how: 'by-share' | 'evenly'): Habit => {
  if (how === 'evenly') return chance.pick(habits);
  let left = chance.between(0, 100);
  for (const habit of habits) {
    left -= habit.share;
    if (left < 0) return habit;
  }
  return habits[0];
};

export type Wish =
  | { readonly programType: 'affiliate' }
  | { readonly programType: 'channel'; readonly targetTier: string };

/** Who applies: affiliates only, resellers only, or half and half. */
export const mixes = ['mixed', 'affiliate', 'channel'] as const;
export type Mix = (typeof mixes)[number];

/** What it applies for: half affiliates, the others resellers of different ambition. */
export const drawWish = (chance: Chance, mix: Mix = 'mixed'): Wish => {
  const drawn = chance.between(0, 100);
  const draw = mix === 'affiliate' ? 0 : mix === 'channel' ? 50 + drawn / 2 : drawn;
  if (draw < 50) return { programType: 'affiliate' };
  if (draw < 75) return { programType: 'channel', targetTier: 'Registered' };
  if (draw < 92) return { programType: 'channel', targetTier: 'Silver' };
  return { programType: 'channel', targetTier: 'Gold' };
};
