import { createHash } from 'node:crypto';
import type { CompanyFacts } from '../applications/contract.ts';
import type { Policy } from '../policy/contract.ts';
import type { Scorecard, ScoresByPerson } from './contract.ts';
import { scoreCriteria } from './criteria.ts';
import { decide } from './decide.ts';

interface Asked {
  readonly partnerId: string;
  readonly run: number;
  readonly occasion: Scorecard['occasion'];
  readonly facts: CompanyFacts;
  readonly scores: ScoresByPerson;
  readonly by: string;
  readonly note?: string;
  readonly policyVersion: number;
  readonly rules: Policy['scoring'];
  /** Scorecards of this run so far, oldest first. */
  readonly earlier: readonly Scorecard[];
  readonly at: string;
}

/**
 * The next scorecard of a run with all that it was made from [S5], or the one that was made from the very same inputs
 * on the same occasion: a repeated step finds its own answer.
 */
export const nextScorecard = (asked: Asked): { readonly card: Scorecard; readonly isNew: boolean } => {
  const { facts, occasion, policyVersion, rules } = asked;
  const before = asked.occasion === 'application' ? undefined : asked.earlier.at(-1)?.criteria;
  const criteria = scoreCriteria(rules, {
    facts,
    scores: asked.scores,
    by: asked.by,
    ...(before ? { earlier: before } : {}),
  });
  const inputHash = hashOf({
    occasion,
    policyVersion,
    path: facts.path,
    tier: facts.targetTier,
    criteria,
    note: asked.note,
  });
  const same = asked.earlier.find((one) => one.inputHash === inputHash);
  if (same) return { card: same, isNew: false };
  const { path, programType, targetTier } = facts;
  const { total, result } = decide(criteria, rules, { occasion, path, programType, targetTier });
  const version = (asked.earlier.at(-1)?.version ?? 0) + 1;
  const { pursueFromMilli, conditionalFromMilli, icpGateBp } = rules;
  const card: Scorecard = {
    type: 'SCORECARD',
    partnerId: asked.partnerId,
    run: asked.run,
    version,
    occasion,
    path,
    policyVersion,
    criteria: [...criteria],
    thresholds: { pursueFromMilli, conditionalFromMilli, icpGateBp },
    total,
    result: { version, ...result },
    ...(asked.note ? { note: asked.note } : {}),
    scoredBy: asked.by,
    scoredAt: asked.at,
    inputHash,
  };
  return { card, isNew: true };
};

/** Keys in one order: a map that was stored comes back in another. */
const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(
      JSON.stringify(value, (_, held) => (isRecord(held) ? Object.fromEntries(Object.entries(held).sort()) : held)),
    )
    .digest('base64url');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
