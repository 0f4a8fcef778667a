import type { Policy } from '../policy/contract.ts';
import { derivedId } from '../shared/ids.ts';
import { type Answers, gravestFirst } from './asking.ts';
import type { Accrual, Finding, Flag } from './contract.ts';
import { newFlag, type Raised, RULE, type Terms, type Told } from './flag.ts';
import { wordsOf } from './rules/catalogue.ts';

/** What flags need of the policy in force. */
export const termsOf = (version: number, policy: Policy): Terms => ({
  rules: policy.fraud,
  version,
  timeZone: policy.calendar.timeZone,
  appealDays: policy.decisions.appeal.withinDays,
});

export const flagIdOf = (programKey: string, partnerId: string, ...about: readonly string[]): string =>
  derivedId(programKey, 'flag', partnerId, ...about);

/** What `commissions` is told at once of a new flag. */
export const toldAtOnce = ({ state, action }: Flag): Told | undefined => {
  if (state === 'rejected') return 'rejected';
  return state === 'open' && action === 'hold' ? 'held' : undefined;
};

export interface Checked {
  readonly partnerId: string;
  readonly run: number;
  readonly accrual: Accrual;
  /** Leads of this pattern, this one too. */
  readonly pattern?: { readonly name: string; readonly leads: readonly Accrual[] } | undefined;
  readonly answers: Answers;
}

/**
 * The flags that a checked sale raises: one of all that bites, under the gravest rule, and one for each rule in shadow.
 * Their ids follow from what they are about, so a record that comes again raises none.
 */
export const flagsOfSale = (checked: Checked, terms: Terms, programKey: string, now: string): readonly Flag[] => {
  const { answers, partnerId, run } = checked;
  const raise = (mode: Raised['mode'], findings: readonly Finding[]): Flag => {
    const { subject, accruals } = subjectOf(checked, findings);
    const names = mode === 'shadow' ? ['shadow', findings[0]?.rule ?? ''] : [];
    const flagId = flagIdOf(programKey, partnerId, ...names, subject);
    const raised = { flagId, partnerId, run, scope: 'sale', subject, mode, findings, accruals } as const;
    return newFlag({ ...raised, notRun: answers.notRun, raisedBy: RULE }, terms, now);
  };
  const found = gravestFirst(answers.found, (rule) => wordsOf(rule).action);
  return [...(found.length > 0 ? [raise('on', found)] : []), ...answers.shadow.map((one) => raise('shadow', [one]))];
};

/** Leads alike are one flag, however many there are. */
const subjectOf = ({ accrual, pattern }: Checked, findings: readonly Finding[]) => {
  if (findings[0]?.rule === 'leads-alike' && pattern) {
    return { subject: `leads ${pattern.name}`, accruals: pattern.leads };
  }
  return { subject: `${accrual.customer}/${accrual.sale}`, accruals: [accrual] };
};
