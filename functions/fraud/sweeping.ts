import type { ProgramEvent } from '../shared/event.ts';
import { PROGRAM, taskRequested } from '../tasks/contract.ts';
import type { Answers } from './asking.ts';
import type { Review } from './calendar.ts';
import { flagIdOf } from './checking.ts';
import type { Accrual, Finding, Flag, WatchedShard } from './contract.ts';
import { newFlag, type Raised, RULE, type Terms } from './flag.ts';
import { wordsOf } from './rules/catalogue.ts';

/**
 * The flags that a partner's day raises: one for each rule. A rate is flagged at most once a month, a day once; so what
 * was looked at and released does not come back the next morning.
 */
export const flagsOfPartner = (
  partner: { readonly partnerId: string; readonly run: number },
  answers: Answers,
  accruals: readonly Accrual[],
  day: string,
  terms: Terms,
  programKey: string,
  now: string,
): readonly Flag[] => {
  const raise = (mode: Raised['mode'], one: Finding): Flag => {
    const { action } = wordsOf(one.rule);
    const subject = `${one.rule} ${action === 'look' ? day : day.slice(0, 7)}`;
    const flagId = flagIdOf(programKey, partner.partnerId, ...(mode === 'shadow' ? ['shadow'] : []), subject);
    const names = { flagId, ...partner, scope: 'partner', subject, mode } as const;
    const holds = action === 'hold' ? accruals : [];
    return newFlag({ ...names, findings: [one], notRun: answers.notRun, accruals: holds, raisedBy: RULE }, terms, now);
  };
  return [...answers.found.map((one) => raise('on', one)), ...answers.shadow.map((one) => raise('shadow', one))];
};

type Seller = WatchedShard['top'][number];

/** Who sold most; of equals who had more clicks, then by id. Nothing is summed across currencies. */
export const topOf = (sellers: readonly Seller[], most: number): readonly Seller[] =>
  sellers
    .filter(({ sales, clicks }) => sales + clicks > 0)
    .toSorted((a, b) => b.sales - a.sales || b.clicks - a.clicks || (a.partnerId < b.partnerId ? -1 : 1))
    .slice(0, most);

/** Asks people of the team for a review of the program, once for each week, month or quarter. */
export const reviewTask = ({ kind, key }: Review, detail: Record<string, unknown>, at: string): ProgramEvent =>
  taskRequested({ partnerId: PROGRAM, run: 1, kind, key, detail, at });

/** A line for each of the top affiliates. */
export const topDetail = (top: readonly Seller[], companies: ReadonlyMap<string, string>): Record<string, unknown> => ({
  affiliates: top.map(
    ({ partnerId, sales, clicks }, index) =>
      `${index + 1}. ${companies.get(partnerId) ?? partnerId} (${sales} sales, ${clicks} clicks in 30 days)`,
  ),
});
