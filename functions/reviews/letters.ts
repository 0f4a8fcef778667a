import type { LetterOrder } from '../email/contract.ts';
import type { Action, Package, Review } from './items.ts';
import { figureText, metText } from './words.ts';

interface To {
  readonly partnerId: string;
  readonly run: number;
  readonly contact: string;
}

/** The meeting as letters and calendars take it. Its name is the same for a partner and quarter, whatever moves. */
export const meetingOf = (review: Review, writtenAt: string) => ({
  uid: `review-${review.partnerId}-${review.quarter}`,
  quarter: review.quarter,
  startsAt: review.meetingAt,
  minutes: review.minutes,
  sequence: review.sequence,
  writtenAt,
});

/** Names a letter within the review: one for each event of the calendar, or each package. */
const keyOf = ({ partnerId, run, quarter }: Review, step: string): string =>
  `${partnerId}/${run}/review/${quarter}/${step}`;

const toBoth = (
  review: Review,
  { contact }: Pick<To, 'contact'>,
  letter: string,
  step: string,
  data: Record<string, unknown>,
  at: string,
): readonly LetterOrder[] => {
  const { partnerId, run } = review;
  const order = { partnerId, run, orderedAt: at, data, meets: contact };
  return [
    { ...order, key: keyOf(review, `${step}/contact`), letter, to: { personId: contact } },
    { ...order, key: keyOf(review, `${step}/manager`), letter: `${letter}-team`, to: { team: 'manager', partnerId } },
  ];
};

type Both = (review: Review, contact: string, at: string) => readonly LetterOrder[];
type BothBecause = (review: Review, contact: string, because: string, at: string) => readonly LetterOrder[];

export const plannedLetters: Both = (review, contact, at) =>
  toBoth(review, { contact }, 'review-planned', `planned-${review.run}`, { meeting: meetingOf(review, at) }, at);

export const movedLetters: BothBecause = (review, contact, because, at) =>
  toBoth(
    review,
    { contact },
    'review-moved',
    `moved-${review.sequence}`,
    { meeting: meetingOf(review, at), because },
    at,
  );

export const calledOffLetters: BothBecause = (review, contact, because, at) =>
  toBoth(
    review,
    { contact },
    'review-called-off',
    `off-${review.sequence}`,
    { meeting: meetingOf(review, at), because },
    at,
  );

export const missedLetters = (review: Review, contact: string, breach: boolean, at: string): readonly LetterOrder[] =>
  toBoth(review, { contact }, 'review-missed', 'missed', { meeting: meetingOf(review, at), breach }, at);

export const packageLetters = (review: Review, made: Package, contact: string, at: string): readonly LetterOrder[] => {
  const data = {
    meeting: meetingOf(review, at),
    figures: made.figures.map((figure) => ({ title: titleOf(figure), text: figureText(figure) })),
    charts: made.charts,
    commitments: made.commitments.map(({ what, met }) => ({ what, text: metText(met) })),
    tier: {
      stands: [made.tier.tier, made.tier.programTier].filter(Boolean).join(', '),
      next: made.tier.needs.map(needText),
    },
    agenda: made.agenda.map(({ title, minutes }) => ({ title, minutes })),
  };
  return toBoth(review, { contact }, 'review-package', `package-${made.version}`, data, at);
};

const needText = ({ what, has, met }: Package['tier']['needs'][number]): string => {
  const there = met === null ? '' : met ? ', there' : ', not yet';
  return has === undefined ? `${what}${there}` : `${what}: ${has}${there}`;
};

const titleOf = ({ title, currency, unit }: Package['figures'][number]): string =>
  unit === 'money' && currency ? `${title}, ${currency}` : title;

/** The keys under which the package went to both sides. */
export const packageKeys = (review: Review): readonly string[] =>
  ['contact', 'manager'].map((side) => keyOf(review, `package-${review.packageVersion}/${side}`));

export const recordReminder = (review: Review, until: string, at: string): LetterOrder => ({
  key: keyOf(review, `to-record-${review.sequence}`),
  letter: 'review-to-record',
  to: { team: 'manager', partnerId: review.partnerId },
  partnerId: review.partnerId,
  run: review.run,
  orderedAt: at,
  data: { meeting: meetingOf(review, at), until },
});

export const heldLetter = (review: Review, actions: readonly Action[], contact: string, at: string): LetterOrder => ({
  key: keyOf(review, 'held'),
  letter: 'review-held',
  to: { personId: contact },
  partnerId: review.partnerId,
  run: review.run,
  orderedAt: at,
  data: {
    quarter: review.quarter,
    result: review.result,
    summary: review.because,
    plan: review.plan?.words ?? '',
    target: review.plan?.target ? figureText(targetFigure(review.plan.target)) : '',
    actions: actions.map(({ what, side, dueOn }) => ({ what, side, dueOn })),
  },
});

const targetFigure = ({ minor, currency }: { readonly minor: number; readonly currency: string }) =>
  ({ id: 'target', title: 'Target', unit: 'money', currency, value: minor, entries: 0 }) as const;

/** A reminder of an action, to its owner; each has its number. */
export const actionLetter = (action: Action, overdue: boolean, at: string): LetterOrder => {
  const { partnerId, run, quarter, number, reminders, what, dueOn, owner, side } = action;
  return {
    key: `${partnerId}/${run}/review/${quarter}/action-${number}/${reminders}`,
    letter: side === 'partner' ? 'review-action-due' : 'review-action-due-team',
    to: { personId: owner },
    partnerId,
    run,
    orderedAt: at,
    data: { quarter, what, dueOn, overdue },
  };
};
