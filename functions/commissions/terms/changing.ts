import type { LetterOrder } from '../../email/contract.ts';
import { ends, type Profile } from '../../partners/contract.ts';
import {
  earliestEffect,
  type Plan,
  type Policy,
  type PolicyVersion,
  planChanges,
  planIds,
  planNamed,
  tierPlan,
} from '../../policy/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { versionInForce } from '../../shared/policy-versions.ts';
import { conflict, mismatchedRepeat, Problem } from '../../shared/problem.ts';
import { taskRequested } from '../../tasks/contract.ts';
import type { Terms, TermsChange, TermsView } from './items.ts';

type Asked = Pick<TermsChange, 'changeId' | 'plan' | 'from' | 'reason'>;

/** Plans that a partner can be given under a policy, those of the policy first. */
const choices = ({ earning }: Policy): readonly string[] => planIds(earning);

/** The plan of a partner at an instant: its own terms before its tier's; undefined for those who resell. */
export const planAt = (
  { tier, targetTier }: Pick<Profile, 'tier' | 'targetTier'>,
  terms: Terms['versions'],
  versions: readonly PolicyVersion[],
  at: string,
): { readonly plan: Plan; readonly isOwn: boolean } | undefined => {
  const policy = versionInForce(versions, at).document;
  const own = terms.findLast(({ from }) => from <= at)?.plan;
  const id = own ?? tierPlan(tier ?? targetTier, policy.earning);
  const plan = id === undefined ? undefined : planNamed(id, policy);
  return plan && { plan, isOwn: typeof own === 'string' };
};

/** What changes for a partner when it goes over to `plan` at `from`. Refuses with 422 a plan that does not exist then. */
export const changesOf = (
  { plan, from }: Pick<Asked, 'plan' | 'from'>,
  profile: Profile,
  terms: Terms['versions'],
  versions: readonly PolicyVersion[],
) => {
  const policy = versionInForce(versions, from).document;
  const id = plan ?? tierPlan(profile.tier ?? profile.targetTier, policy.earning);
  const after = id === undefined ? undefined : planNamed(id, policy);
  if (plan !== null && !after) {
    throw new Problem(422, 'invalid-input', `There is no plan ${plan}. Choose one of: ${choices(policy).join(', ')}.`);
  }
  const before = planAt(profile, terms, versions, from)?.plan;
  if (before && !after)
    return { name: '', changes: [{ sentence: 'No commissions are earned any more.', worse: true }] };
  return { name: after?.name ?? '', changes: before && after ? planChanges(before, after) : [] };
};

/** A change as it is asked for. Refuses what comes too early: now, before an earlier one, or worse without notice [Z2]. */
export const propose = (
  asked: Asked,
  profile: Profile,
  terms: Terms['versions'],
  versions: readonly PolicyVersion[],
  { by, now }: { readonly by: string; readonly now: string },
): TermsChange => {
  if (ends.some((end) => end === profile.stage)) throw conflict('This partner has left the program.');
  const { changes } = changesOf(asked, profile, terms, versions);
  const worse = changes.filter((one) => one.worse).map(({ sentence }) => sentence);
  const earliest = earliestEffect(now, worse.length > 0);
  const latest = terms.at(-1);
  const refuse = (sentence: string): Problem => new Problem(422, 'effective-too-early', sentence);
  if (asked.from < earliest.at) throw refuse(`${earliest.because} ${worse.join(' ')}`.trim());
  if (latest && asked.from < latest.from)
    throw refuse(`Terms from ${latest.from} on are approved already; later ones cannot begin earlier.`);
  const { partnerId, run } = profile;
  return { type: 'TERMS-CHANGE', ...asked, partnerId, run, worse, state: 'proposed', proposedBy: by, proposedAt: now };
};

/** The question to a second person. */
export const taskOf = ({ partnerId, run, changeId, plan, from, reason, worse, ...one }: TermsChange): ProgramEvent =>
  taskRequested({
    partnerId,
    run,
    kind: 'terms',
    key: changeId,
    detail: { plan: plan ?? 'the plan of its tier', from, reason, worse, notBy: one.proposedBy },
    at: one.proposedAt,
  });

/** The same key with another body is refused [Z4]. */
export const sameAsAsked = (found: TermsChange, asked: Asked): TermsChange => {
  if (found.plan === asked.plan && found.from === asked.from && found.reason === asked.reason) return found;
  throw mismatchedRepeat('This key was used for another change of terms. Choose a new key for a new one.');
};

/** When a change that was approved takes effect: as asked, or later where the decision left too little notice. */
const effectOf = ({ from }: TermsChange, isWorse: boolean, terms: Terms['versions'], approvedAt: string): string =>
  [from, earliestEffect(approvedAt, isWorse).at, terms.at(-1)?.from ?? from].reduce((one, other) =>
    one > other ? one : other,
  );

/** A change that a second person approved: the terms after it, and the letter that tells the partner before it bites [B3]. */
export const approve = (
  one: TermsChange,
  profile: Profile,
  terms: Terms['versions'],
  versions: readonly PolicyVersion[],
  decided: { readonly by: string; readonly at: string },
): { readonly terms: Terms; readonly letter: LetterOrder } => {
  const { name, changes } = changesOf(one, profile, terms, versions);
  const from = effectOf(
    one,
    changes.some(({ worse }) => worse),
    terms,
    decided.at,
  );
  const { partnerId, changeId, plan, proposedBy, reason } = one;
  const version = { plan, from, changeId, proposedBy, approvedBy: decided.by, approvedAt: decided.at };
  return {
    terms: { type: 'TERMS', partnerId, versions: [...terms, version] },
    letter: {
      key: `terms/${changeId}`,
      letter: 'terms-changed',
      to: { personId: profile.personId },
      partnerId,
      run: one.run,
      orderedAt: decided.at,
      data: { plan: name, from, reason, changes: changes.map(({ sentence }) => sentence) },
    },
  };
};

export const viewOf = ({ type: _, run: __, ...view }: TermsChange) => view;

/** As the team sees a partner's terms. */
export const termsView = (
  profile: Profile,
  { terms, changes }: { readonly terms: Terms['versions']; readonly changes: readonly TermsChange[] },
  versions: readonly PolicyVersion[],
  now: string,
): TermsView => {
  const policy = versionInForce(versions, now).document;
  const current = planAt(profile, terms, versions, now);
  return {
    ...(current
      ? { now: { plan: current.plan.id, name: current.plan.name, because: current.isOwn ? 'own terms' : 'tier' } }
      : {}),
    versions: [...terms],
    changes: changes.map(viewOf).toSorted((one, other) => (one.proposedAt > other.proposedAt ? -1 : 1)),
    plans: choices(policy).map((plan) => ({ plan, name: planNamed(plan, policy)?.name ?? plan })),
  };
};
