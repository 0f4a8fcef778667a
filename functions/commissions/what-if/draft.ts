import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { type Policy, type PolicyVersion, policyDocument } from '../../policy/contract.ts';
import { localMonth } from '../../shared/days.ts';
import { mismatchedRepeat, Problem } from '../../shared/problem.ts';
import type { AttributionModel, Draft, WhatIf, WhatIfView } from './items.ts';

const MOST_MONTHS = 24;

/** A draft as a whole document; refuses with 422 fields that make none. */
export const documentOf = ({ document, terms, earning }: Draft, latest: Policy): Policy => {
  if (document) return document;
  const parsed = policyDocument.safeParse({
    ...latest,
    terms: { ...latest.terms, ...terms },
    earning: { ...latest.earning, ...earning },
  });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((one) => ({
    where: 'body',
    field: ['draft', ...one.path].join('.'),
    message: one.message,
  }));
  throw new Problem(422, 'invalid-input', `${errors[0]?.field}: ${errors[0]?.message}`, { errors });
};

/** Refuses months that are the wrong way round, too many, or not there yet. */
export const refusePeriod = ({ from, to }: Pick<WhatIf, 'from' | 'to'>, now: string, timeZone: string): void => {
  const refuse = (sentence: string): Problem => new Problem(422, 'invalid-input', sentence);
  if (to < from) throw refuse(`The months go from ${from} to ${to}: turn them round.`);
  if (to > localMonth(now, timeZone)) throw refuse(`${to} has not begun. History ends with this month.`);
  const first = Temporal.PlainYearMonth.from(from);
  const months = first.until(Temporal.PlainYearMonth.from(to), { largestUnit: 'months' }).months + 1;
  if (months > MOST_MONTHS) throw refuse(`These are ${months} months; ${MOST_MONTHS} at most can be replayed at once.`);
};

const monthStart = (period: string, timeZone: string): string =>
  new Date(
    Temporal.PlainYearMonth.from(period).toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  ).toISOString();

/** All versions, and the draft behind them as if it had been in force from the first of the months on. */
export const versionsWith = (
  versions: readonly PolicyVersion[],
  document: Policy,
  { from, appliesTo, askedAt }: Pick<WhatIf, 'from' | 'appliesTo' | 'askedAt'>,
): readonly PolicyVersion[] => [
  ...versions,
  {
    version: (versions.at(-1)?.version ?? 0) + 1,
    effectiveAt: monthStart(from, document.calendar.timeZone),
    publishedAt: askedAt,
    publishedBy: 'what-if',
    ...{ appliesTo, note: '', document },
  },
];

/** All versions, each with another model of attribution: nothing else of what was decided is another [A2]. */
export const versionsUnder = (
  versions: readonly PolicyVersion[],
  attribution: AttributionModel,
): readonly PolicyVersion[] =>
  versions.map(({ document, ...about }) => ({
    ...about,
    document: { ...document, terms: { ...document.terms, attribution } },
  }));

/** Steps take at most so long, all together. */
const LONGEST_MS = 3 * 3_600_000;

export const viewOf = ({ type: _, ...view }: WhatIf, now: Date): WhatIfView => {
  const isLost = view.state === 'running' && now.getTime() - Date.parse(view.askedAt) > LONGEST_MS;
  return isLost ? { ...view, state: 'failed' } : view;
};

/** The same key with another question is refused [Z4]. */
export const refuseOther = (
  earlier: { readonly asked: WhatIf; readonly document: Policy },
  {
    asked,
    document,
  }: { readonly asked: Pick<WhatIf, 'from' | 'to' | 'appliesTo' | 'note'>; readonly document: Policy },
): void => {
  const { from, to, appliesTo, note } = earlier.asked;
  if (isDeepStrictEqual({ from, to, appliesTo, note }, asked) && isDeepStrictEqual(earlier.document, document)) return;
  throw mismatchedRepeat('This key was used for another what-if. Choose a new key for a new one.');
};
