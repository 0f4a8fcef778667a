import type { Profile } from '../partners/contract.ts';
import type { Scorecard } from '../scorecard/contract.ts';
import { conflict, mismatchedRepeat, Problem } from '../shared/problem.ts';
import type { TeamMember } from '../shared/settings.ts';
import { decisionDetail, type Fact } from '../tasks/contract.ts';
import type { Acceptance, Agreement } from './contract.ts';
import type { AgreementDocument } from './document.ts';

/** The named owner on the program's side: the first manager, else the first of the pool [P5]. */
export const ourOwner = (team: readonly TeamMember[]): string =>
  (team.find((member) => member.role === 'manager') ?? team[0])?.name ?? '';

/**
 * Why this partner cannot accept an agreement now, as a sentence; undefined when it can. `scorecard` is the one that
 * was decided on, not a later re-score.
 */
export const whyBlocked = (
  profile: Pick<Profile, 'stage' | 'admittedAt'>,
  scorecard: Scorecard | undefined,
  facts: readonly Fact[],
): string | undefined => {
  if (['declined', 'withdrawn', 'sunset'].includes(profile.stage)) return 'You are no longer in the program.';
  if (!profile.admittedAt) return 'You can accept the agreement once you are admitted.';
  if (needsOverride(scorecard) && !facts.some(isOverride)) {
    return 'Your customer overlap is below what the program asks. A person must release the agreement first.';
  }
  return undefined;
};

/** Below the gate no agreement is signed without a named person's override, with a reason, on the record [S2]. */
const needsOverride = (scorecard: Scorecard | undefined): boolean => {
  const overlap = scorecard?.result.overlapBp ?? null;
  return scorecard !== undefined && overlap !== null && overlap < scorecard.thresholds.icpGateBp;
};

const OVERRIDES: Readonly<Record<string, string>> = {
  'decision:gate-override': 'admitted',
  'decision:conditional': 'accepted',
};

const isOverride = (fact: Fact): boolean => {
  const detail = decisionDetail.safeParse(fact.detail);
  return detail.success && fact.by !== 'rule' && OVERRIDES[fact.fact] === detail.data.outcome;
};

/** Refuses an acceptance of another text (409 with the new hash), or one without the terms its type needs (422). */
export const checkAcceptance = (acceptance: Acceptance, document: AgreementDocument): void => {
  if (acceptance.hash !== document.hash) {
    throw conflict('The agreement has changed since you read it. Read it again, then accept it.', {
      hash: document.hash,
      version: document.version,
    });
  }
  const { asksFor } = document;
  for (const kind of ['integration', 'strategic'] as const) {
    const given = acceptance[kind] !== undefined;
    if (given === (asksFor === kind)) continue;
    throw new Problem(
      422,
      'invalid-input',
      given ? `${kind}: this agreement has no such terms` : `${kind}: state the terms that this agreement needs`,
    );
  }
};

/** The recorded act: who, when, which text, from where, with both owners and the value map [P3, P5]. */
export const recordOf = (act: {
  profile: Pick<Profile, 'partnerId' | 'run'>;
  personId: string;
  document: AgreementDocument;
  acceptance: Acceptance;
  owner: string;
  from: string;
  policyVersion: number;
  at: string;
}): Agreement => ({
  type: 'AGREEMENT',
  partnerId: act.profile.partnerId,
  run: act.profile.run,
  agreement: act.document.agreement,
  acceptedAt: act.at,
  acceptedBy: act.personId,
  version: act.document.version,
  hash: act.document.hash,
  title: act.document.title,
  text: act.document.text,
  brandRules: act.document.brandRules,
  prohibitedTactics: act.document.prohibitedTactics,
  valueMap: act.document.valueMap,
  from: act.from,
  owners: { ours: act.owner, yours: act.acceptance.owner },
  integration: act.acceptance.integration,
  strategic: act.acceptance.strategic,
  policyVersion: act.policyVersion,
});

/** A repeat answers what the first acceptance answered; another one under the same key is refused [Z4]. */
export const answerAgain = (agreement: Agreement, acceptance: Acceptance) => {
  const same =
    agreement.hash === acceptance.hash &&
    agreement.owners.yours === acceptance.owner &&
    equal(agreement.integration, acceptance.integration) &&
    equal(agreement.strategic, acceptance.strategic);
  if (!same) throw mismatchedRepeat(`This agreement was accepted on other terms at ${agreement.acceptedAt}.`);
  return answerOf(agreement);
};

export const answerOf = (agreement: Agreement) => ({
  acceptedAt: agreement.acceptedAt,
  version: agreement.version,
  hash: agreement.hash,
  owner: agreement.owners.yours,
});

const equal = (one: object | undefined, other: object | undefined): boolean => {
  const flat = (value: object | undefined) => JSON.stringify(Object.entries(value ?? {}).sort());
  return flat(one) === flat(other);
};
