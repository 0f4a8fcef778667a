import type { FraudMode, FraudRule, FraudRules } from '../policy/contract.ts';
import type { Finding, NotRun } from './contract.ts';
import type { Rule } from './rules/verdict.ts';

export type Modes = Readonly<Partial<Record<FraudRule, FraudMode>>>;

/** What ops switched last stands above the policy; a rule that neither names is on. */
export const modeOf = (rule: FraudRule, switched: Modes, rules: FraudRules): FraudMode =>
  switched[rule] ?? rules.modes[rule] ?? 'on';

export interface Answers {
  /** Of rules that bite. */
  readonly found: readonly Finding[];
  /** Of rules in shadow mode. */
  readonly shadow: readonly Finding[];
  readonly notRun: readonly NotRun[];
}

/** Asks every rule that is not off. A rule is named in exactly one of the three, or passes. */
export const askAll = <K>(asked: readonly Rule<K>[], known: K, rules: FraudRules, switched: Modes): Answers => {
  const found: Finding[] = [];
  const shadow: Finding[] = [];
  const notRun: NotRun[] = [];
  for (const { rule, check } of asked) {
    const mode = modeOf(rule, switched, rules);
    if (mode === 'off') continue;
    const verdict = check(known, rules);
    if (verdict.is === 'not-run') notRun.push({ rule, missing: verdict.missing });
    if (verdict.is === 'flag') (mode === 'shadow' ? shadow : found).push({ rule, evidence: verdict.evidence });
  }
  return { found, shadow, notRun };
};

const GRAVITY = { reject: 0, hold: 1, look: 2 } as const;

/** The findings with the gravest first; those of equal weight stay in their order. */
export const gravestFirst = (
  findings: readonly Finding[],
  actionOf: (rule: FraudRule) => keyof typeof GRAVITY,
): readonly Finding[] => findings.toSorted((one, other) => GRAVITY[actionOf(one.rule)] - GRAVITY[actionOf(other.rule)]);
