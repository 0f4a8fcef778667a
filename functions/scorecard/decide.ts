import type { ProgramType } from '../policy/contract.ts';
import { type Criterion, criterion, entryTier, type PartnerTier, type Path, type Policy } from '../policy/contract.ts';
import type { Access, Scorecard, Scored, ScoredCriterion, Verdict } from './contract.ts';
import { overlapIn, ruleCriteria } from './criteria.ts';

type Rules = Policy['scoring'];

/** A total in points is numerator / denominator, exactly; both 0 when nothing is known. */
export interface Total {
  readonly numerator: number;
  readonly denominator: number;
}

/** [S6] total = sum(score x weight) / sum(weights known). Half points and basis points: no fraction is ever rounded. */
export const totalOf = (criteria: readonly ScoredCriterion[]): Total => {
  const known = criteria.filter((one) => one.score !== null);
  return {
    numerator: known.reduce((sum, one) => sum + (one.score ?? 0) * one.weightBp, 0),
    denominator: known.reduce((sum, one) => sum + 2 * one.weightBp, 0),
  };
};

const reaches = (total: Total, milli: number): boolean => total.numerator * 1_000 >= milli * total.denominator;

/** [S1, S2] on a total and an overlap that are known. 3.4999 is conditional; below the gate nothing is `pursue`. */
export const verdictOf = (total: Total, overlapBp: number | null, rules: Rules): Verdict => {
  if (!reaches(total, rules.conditionalFromMilli)) return 'pass';
  if (!reaches(total, rules.pursueFromMilli)) return 'conditional';
  return overlapBp !== null && overlapBp < rules.icpGateBp ? 'conditional' : 'pursue';
};

export interface Occasion {
  readonly occasion: Scorecard['occasion'];
  readonly path: Path;
  readonly programType: ProgramType;
  readonly targetTier: PartnerTier;
}

/** Criteria without which there is no decision: three on the self-serve path and at a deadline, else seven [S6, L11]. */
const neededBy = ({ occasion, path }: Occasion): readonly Criterion[] =>
  path === 'self-serve' || occasion === 'deadline' ? ruleCriteria : criterion.options;

type Next = Pick<Scored, 'access' | 'ask'>;
const admitted: Next = { access: 'admitted', ask: 'nobody' };
const declined: Next = { access: 'declined', ask: 'nobody' };
const override: Next = { access: 'gate-override-needed', ask: 'gate-override' };
const people = (ask: Scored['ask']): Next => ({ access: 'needs-people', ask });

/** What follows from a verdict: [S8] on the self-serve path, [L10, L12] on the full one, [L11] at a deadline. */
const nextOf = (decision: Verdict, belowGate: boolean, missing: readonly Criterion[], on: Occasion): Next => {
  const selfServe = on.path === 'self-serve';
  const atDeadline = on.occasion === 'deadline';
  if (decision === 'incomplete') {
    if (atDeadline) return declined;
    const applicantMissing = missing.some((one) => ruleCriteria.includes(one));
    return people(selfServe || (on.occasion === 'people' && applicantMissing) ? 'needs-more' : 'scorecard');
  }
  if (decision === 'pass') return selfServe && !atDeadline ? override : declined;
  if (belowGate) return override;
  if (decision === 'pursue' || selfServe || atDeadline) return admitted;
  return people('conditional');
};

const points = (total: Total): string =>
  total.denominator === 0 ? 'unknown' : (milliOf(total) / 1_000).toFixed(3).replace(/0$/, '');
const percent = (bp: number): string => `${bp / 100} %`;
const milliOf = (total: Total): number => Math.floor((total.numerator * 1_000) / total.denominator);

const sentences: Readonly<Record<Access, string>> = {
  admitted: 'Admitted by rule.',
  declined: 'Declined by rule.',
  'gate-override-needed': 'Only a named person can admit this applicant, with a reason on the record.',
  'needs-people': 'A person must answer first.',
};

const reasonOf = (decision: Verdict, total: Total, overlapBp: number | null, rules: Rules, access: Access): string => {
  const gate =
    overlapBp !== null && overlapBp < rules.icpGateBp ? `, below the ${percent(rules.icpGateBp)} asked for` : '';
  const overlap = overlapBp === null ? 'ICP overlap unknown' : `ICP overlap ${percent(overlapBp)}${gate}`;
  return `Score ${points(total)} of 5 (${decision}), ${overlap}. ${sentences[access]}`;
};

/** The whole decision on scored criteria, without its version. Pure: the same criteria always decide the same. */
export const decide = (
  criteria: readonly ScoredCriterion[],
  rules: Rules,
  on: Occasion,
): { readonly total: Total; readonly result: Omit<Scored, 'version'> } => {
  const total = totalOf(criteria);
  const overlapBp = overlapIn(criteria);
  const missing = criteria.filter((one) => one.score === null).map((one) => one.criterion);
  const lacking = neededBy(on).filter((one) => missing.includes(one));
  const decision = lacking.length > 0 ? 'incomplete' : verdictOf(total, overlapBp, rules);
  const belowGate = overlapBp !== null && overlapBp < rules.icpGateBp;
  const next = nextOf(decision, belowGate, lacking, on);
  const capped = on.occasion === 'deadline';
  return {
    total,
    result: {
      path: on.path,
      decision,
      totalMillipoints: total.denominator === 0 ? null : milliOf(total),
      knownWeightBp: total.denominator / 2,
      overlapBp,
      ...next,
      tier: capped || on.path === 'self-serve' ? entryTier[on.programType] : on.targetTier,
      capped,
      missing,
      reason: reasonOf(decision, total, overlapBp, rules, next.access),
    },
  };
};
