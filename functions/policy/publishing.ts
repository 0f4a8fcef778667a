import { isDeepStrictEqual } from 'node:util';
import { tooDear } from '../commissions/contract.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { changesRates, removedPlans, worseForPartners } from './changes.ts';
import { earliestEffect, type Policy, type PolicyVersion, type Proposal, type Publication } from './contract.ts';

interface Typical {
  readonly name: string;
  readonly of: (policy: Policy) => number;
  readonly from: number;
  readonly to: number;
  readonly unit: '%' | 'days' | 'months' | 'KPIs';
}

const percent = (name: string, from: number, to: number, of: Typical['of']): Typical => ({
  name,
  of: (policy) => of(policy) / 100,
  from,
  to,
  unit: '%',
});

/** Ranges that sources give: typical, never limits [Z3]. */
const typical: readonly Typical[] = [
  percent('Commission on the first payment', 5, 30, (p) => p.terms.firstPaymentBp),
  percent('Commission on later payments', 5, 30, (p) => p.terms.laterPaymentsBp),
  percent('Silver: margin', 20, 40, (p) => p.tiers.channel.Silver.marginBp),
  percent('Gold: margin', 20, 40, (p) => p.tiers.channel.Gold.marginBp),
  percent('Platinum: margin', 20, 40, (p) => p.tiers.channel.Platinum.marginBp),
  percent('Pass mark of the quiz', 70, 90, (p) => p.certification.sales.passFromBp),
  { name: 'Cookie days', of: (p) => p.terms.cookieDays, from: 30, to: 90, unit: 'days' },
  { name: 'A certificate is valid', of: (p) => p.certification.validMonths, from: 12, to: 24, unit: 'months' },
  { name: 'Agreed KPIs at least', of: (p) => p.onboarding.kpis.fewest, from: 3, to: 5, unit: 'KPIs' },
  { name: 'Agreed KPIs at most', of: (p) => p.onboarding.kpis.most, from: 3, to: 5, unit: 'KPIs' },
];

/** Numbers outside their typical range, one sentence each [Z3]. */
export const warningsOf = (policy: Policy): readonly string[] =>
  typical
    .filter(({ of, from, to }) => of(policy) < from || of(policy) > to)
    .map(({ name, of, from, to, unit }) => `${name}: ${of(policy)} ${unit} is unusual; typical is ${from} to ${to}.`);

export type PublicationCheck =
  | { readonly ok: true; readonly version: number; readonly worse: readonly string[]; readonly takesTwo: boolean }
  | {
      readonly ok: false;
      readonly problem: 'stale' | 'too-early' | 'plan-removed' | 'override-needed';
      readonly sentence: string;
    };

/** The earliest date on which `publication` may take effect after `latest`, published at `now`. */
export const earliestAfter = (latest: PolicyVersion, document: Policy, now: string) => {
  const earliest = earliestEffect(now, worseForPartners(latest.document, document).length > 0);
  return earliest.at > latest.effectiveAt
    ? earliest
    : {
        at: latest.effectiveAt,
        because: `Version ${latest.version} takes effect on ${latest.effectiveAt}; a later version cannot be earlier.`,
      };
};

/**
 * May `publication` follow `versions` (oldest first, at least one)? Not within ten minutes, not before the version it
 * follows takes effect, and not within 30 days if it is worse for partners [Z2]. `takesTwo`: rates or limits change [A14].
 */
export const checkPublication = (
  versions: readonly PolicyVersion[],
  publication: Publication,
  nowMs: number,
): PublicationCheck => {
  const latest = versions.at(-1);
  if (!latest || publication.basedOn !== latest.version) {
    return {
      ok: false,
      problem: 'stale',
      sentence: `Version ${latest?.version} was published on ${latest?.publishedAt}. Start from it, then publish again.`,
    };
  }
  const removed = removedPlans(latest.document, publication.document);
  if (removed.length > 0) {
    const sentence = `Terms of partners may name the plan ${removed.join(', ')}: a plan can be changed, not removed.`;
    return { ok: false, problem: 'plan-removed', sentence };
  }
  const known = tooDear(latest.document);
  const dear = tooDear(publication.document).filter((sentence) => !known.includes(sentence));
  if (dear.length > 0 && !publication.override) {
    const sentence = `${dear.join(' ')} Say in "override" why it is published all the same.`;
    return { ok: false, problem: 'override-needed', sentence };
  }
  const worse = worseForPartners(latest.document, publication.document);
  const earliest = earliestAfter(latest, publication.document, new Date(nowMs).toISOString());
  if (publication.effectiveAt < earliest.at) {
    return { ok: false, problem: 'too-early', sentence: `${earliest.because} ${worse.join(' ')}`.trim() };
  }
  return {
    ok: true,
    version: latest.version + 1,
    worse,
    takesTwo: changesRates(latest.document, publication.document),
  };
};

/** What a publication is answered: what becomes of it, and what it means. */
export const answerOf = (
  { state, version, effectiveAt }: { state: Proposal['state']; version: number; effectiveAt: string },
  before: Policy,
  document: Policy,
) => ({
  ...{ state, version, effectiveAt },
  worseForPartners: [...worseForPartners(before, document)],
  warnings: [...warningsOf(document)],
});

/** The answer to a publication that is already the latest version, as after a lost reply; undefined when it is not. */
export const sameAsLatest = (versions: readonly PolicyVersion[], publication: Publication) => {
  const latest = versions.at(-1);
  const before = versions.at(-2);
  if (!latest || !before || before.version !== publication.basedOn) return undefined;
  const { effectiveAt, appliesTo, note, document, override } = latest;
  const { basedOn: _, override: asked, ...rest } = publication;
  if (!isDeepStrictEqual({ effectiveAt, appliesTo, note, document }, rest) || override !== asked) return undefined;
  return answerOf({ state: 'published', version: latest.version, effectiveAt }, before.document, document);
};

/** `checkPublication`, refused as people read it: 409 where somebody was faster, 422 where it cannot be. */
export const refuseUnfit = (versions: readonly PolicyVersion[], publication: Publication, nowMs: number) => {
  const check = checkPublication(versions, publication, nowMs);
  if (check.ok) return { ...check, before: versions.at(-1)?.document ?? publication.document };
  if (check.problem === 'stale') throw conflict(check.sentence);
  throw new Problem(422, check.problem === 'too-early' ? 'effective-too-early' : check.problem, check.sentence);
};
