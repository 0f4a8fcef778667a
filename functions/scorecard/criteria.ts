import type { CompanyFacts } from '../applications/contract.ts';
import type { Criterion, Policy } from '../policy/contract.ts';
import type { ScoredCriterion, ScoresByPerson } from './contract.ts';
import { overlapOf } from './overlap.ts';

/** Criteria that rules score [S7]; the self-serve path needs exactly these [S6]. */
export const ruleCriteria: readonly Criterion[] = ['icp-overlap', 'complementarity', 'market-reach'];
const peopleCriteria = [
  'brand-reputation',
  'technical-readiness',
  'executive-sponsorship',
  'cultural-alignment',
] as const;

/** 1.0 below the first step, 2.0 below the second, … 5.0 from the last; in half points. */
export const scoreBySteps = (value: number, steps: readonly number[]): number =>
  2 * (1 + steps.filter((step) => value >= step).length);

/** Points with half steps (3.5) as whole half points (7). */
export const toHalfPoints = (points: number): number => Math.round(points * 2);

interface Asked {
  readonly facts: CompanyFacts;
  readonly scores: ScoresByPerson;
  /** Who gave `scores`. */
  readonly by: string;
  /** The scorecard before: what a person scored there stands until scored again. */
  readonly earlier?: readonly ScoredCriterion[];
}

const byRule = (rules: Policy['scoring'], facts: CompanyFacts): Record<string, Omit<ScoredCriterion, 'weightBp'>> => {
  const overlapBp = facts.icpInputs ? overlapOf(facts.icpInputs, rules.icp) : null;
  const category = rules.categories.find((one) => one.id === facts.category);
  const reach = facts.audienceSize;
  return {
    'icp-overlap': {
      criterion: 'icp-overlap',
      score: overlapBp === null ? null : scoreBySteps(overlapBp, rules.icpStepsBp),
      by: 'rule',
      input: { overlapBp, stated: facts.icpInputs ?? null, stepsBp: rules.icpStepsBp },
    },
    complementarity: {
      criterion: 'complementarity',
      score: category?.score ?? null,
      by: 'rule',
      input: { category: facts.category ?? null },
    },
    'market-reach': {
      criterion: 'market-reach',
      score: reach === undefined ? null : scoreBySteps(reach, rules.audienceSteps),
      by: 'rule',
      input: { audienceSize: reach ?? null, steps: rules.audienceSteps },
    },
  };
};

/** All seven criteria with their weight, score or its absence [S4], source and input [S5]. */
export const scoreCriteria = (rules: Policy['scoring'], asked: Asked): readonly ScoredCriterion[] => {
  const ruled = Object.values(byRule(rules, asked.facts));
  const judged = peopleCriteria.map((criterion) => {
    const points = asked.scores[criterion];
    if (points !== undefined) return { criterion, score: toHalfPoints(points), by: asked.by, input: {} };
    const before = asked.earlier?.find((one) => one.criterion === criterion);
    return { criterion, score: before?.score ?? null, by: before?.by ?? 'rule', input: {} };
  });
  return [...ruled, ...judged].map((one) => ({ ...one, weightBp: rules.weights[one.criterion] }));
};

export const overlapIn = (criteria: readonly ScoredCriterion[]): number | null => {
  const held = criteria.find((one) => one.criterion === 'icp-overlap')?.input.overlapBp;
  return typeof held === 'number' ? held : null;
};
