import type { Letter } from '../services/types.ts';
import type { Diary } from './actor.ts';
import type { Checked } from './invariants/index.ts';
import type { MoneyOutcome } from './money-outcome.ts';

const DAY_MS = 86_400_000;

/** What is in the tables and the inbox at the end. */
export interface Outcome {
  readonly seed: string;
  readonly days: number;
  readonly diaries: readonly Diary[];
  readonly partners: readonly {
    readonly partnerId: string;
    readonly email: string;
    readonly programType: string;
    readonly stage: string;
    readonly reason: string | undefined;
    readonly onboarding: string;
    readonly missing: readonly string[];
  }[];
  readonly letters: readonly Letter[];
  readonly decisions: { readonly people: number; readonly rule: number };
  readonly executions: Readonly<Record<string, number>>;
  readonly deadLetters: number;
  readonly money: MoneyOutcome;
  /** The state of each, by what it is. */
  readonly channel: Readonly<Record<string, readonly string[]>>;
}

/** The report, as text. Nothing in it depends on the machine: the same seed prints the same bytes. */
export const report = (outcome: Outcome, checked: Checked, digest: string): string =>
  [
    `Seed ${outcome.seed}: ${outcome.diaries.length} applicants, ${outcome.days} days`,
    '',
    table('Where they are', count(outcome.partners.map((partner) => partner.stage)), applicantsWithout(outcome)),
    table('By habit', byHabit(outcome)),
    accessTimes(outcome),
    table(
      'How onboarding stands',
      count(outcome.partners.map((partner) => `${partner.programType}: ${partner.onboarding}`)),
    ),
    table('What was missing where it stalled', count(outcome.partners.flatMap((partner) => partner.missing))),
    table('Why runs ended', count(outcome.partners.flatMap((partner) => (partner.reason ? [partner.reason] : [])))),
    table('Decisions', [
      ['by people', outcome.decisions.people],
      ['by rule at the deadline', outcome.decisions.rule],
    ]),
    ...moneyTables(outcome.money),
    ...Object.entries(outcome.channel).flatMap(([title, states]) =>
      states.length === 0 ? [] : [table(title, count(states))],
    ),
    table('Letters', count(outcome.letters.map((letter) => letter.tags.letter ?? 'unnamed'))),
    table('Workflow runs', Object.entries(outcome.executions)),
    table('Checks', checks(outcome, checked)),
    `Final state: ${digest}`,
  ].join('\n');

type Row = readonly [string, number | string];

const count = (words: readonly string[]): Row[] => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
};

const table = (title: string, rows: readonly Row[], more: readonly Row[] = []): string => {
  const all = [...rows, ...more];
  if (all.length === 0) return `${title}\n  nothing\n`;
  const width = Math.min(68, Math.max(...all.map(([word]) => word.length)));
  const number = Math.max(...all.map(([, value]) => String(value).length));
  return `${title}\n${all.map(([word, value]) => `  ${word.padEnd(width)}  ${String(value).padStart(number)}`).join('\n')}\n`;
};

const moneyTables = ({ sold, states, balances, costs, fraud }: MoneyOutcome): string[] =>
  states.length === 0
    ? []
    : [
        table('Sold through affiliates', sold, [['sales recorded', states.length], ...costs]),
        table('Commissions by state', count(states)),
        table('Owed to partners', balances),
        table('Fraud', [
          ['sales of cheats held or rejected', fraud.caught],
          ['sales of cheats that passed', fraud.missed],
          ['honest sales held or rejected', fraud.wronglyHeld],
        ]),
      ];

const applicantsWithout = (outcome: Outcome): Row[] => {
  const waiting = outcome.diaries.filter((diary) => diary.confirmedAt === undefined).length;
  return waiting > 0 ? [['address never confirmed', waiting]] : [];
};

const byHabit = (outcome: Outcome): Row[] => {
  const stageOf = new Map(outcome.partners.map((partner) => [partner.email, partner]));
  const words = outcome.diaries.map((diary) => {
    const partner = stageOf.get(diary.applicant.email);
    const end = partner ? (partner.stage === 'Activate' ? partner.onboarding : partner.stage) : 'not confirmed';
    return `${diary.applicant.habit.name}: ${end}`;
  });
  return count(words).sort((a, b) => (a[0] < b[0] ? -1 : 1));
};

const accessTimes = (outcome: Outcome): string => {
  const seconds = outcome.diaries
    .flatMap((diary) =>
      diary.confirmedAt !== undefined && diary.accessAt !== undefined
        ? [(diary.accessAt - diary.confirmedAt) / 1000]
        : [],
    )
    .sort((a, b) => a - b);
  const at = (share: number): string =>
    words(seconds[Math.min(seconds.length - 1, Math.floor(share * seconds.length))]);
  const within = seconds.filter((value) => value < 60).length;
  return table('From confirmed address to welcome', [
    ['median', at(0.5)],
    ['95th of a hundred', at(0.95)],
    ['longest', at(1)],
    ['within a minute', `${within} of ${seconds.length}`],
  ]);
};

const words = (seconds: number | undefined): string => {
  if (seconds === undefined) return '-';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
};

/** The invariants, and what must be so when nothing was made to fail. */
const checks = (outcome: Outcome, broken: Checked): Row[] => {
  const say = (times: number): string => (times === 0 ? 'holds' : `BROKEN ${times} times`);
  return [
    ...broken.map(({ id, sentence, breaks }): Row => [`${id} ${sentence}`, say(breaks.length)]),
    ['L8 nobody waits longer than 48 hours for access or a no', say(late(outcome.diaries))],
    ['no workflow failed', say(outcome.executions.FAILED ?? 0)],
    ['no message in a dead-letter queue', say(outcome.deadLetters)],
  ];
};

const late = (diaries: readonly Diary[]): number =>
  diaries.filter(
    (diary) =>
      diary.confirmedAt !== undefined &&
      diary.accessAt !== undefined &&
      diary.accessAt - diary.confirmedAt > 2 * DAY_MS + 60_000,
  ).length;
