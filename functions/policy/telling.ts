import type { LetterOrder } from '../email/contract.ts';
import type { Profile, Stage } from '../partners/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { changesFor } from './changes.ts';
import type { PolicyVersion } from './contract.ts';

/** Partners in these stages have terms; they are told stage by stage. */
export const toldStages: readonly string[] = ['Activate', 'Scale', 'Optimize'] satisfies Stage[];
const MOST_SENTENCES = 40;

/** Plans of its own, oldest first. */
type Terms = readonly { readonly plan: string | null; readonly from: string }[];

/** What a version changes for a partner, as a letter; undefined when nothing does. Each partner gets it once. */
export const letterOf = (
  { partnerId, run, personId, tier, targetTier }: Profile,
  terms: Terms,
  { version, before }: { readonly version: PolicyVersion; readonly before: PolicyVersion },
  now: string,
): LetterOrder | undefined => {
  const { effectiveAt, appliesTo } = version;
  const ownPlan = terms.findLast(({ from }) => from <= effectiveAt)?.plan ?? undefined;
  const changes = changesFor(before.document, version.document, { tier: tier ?? targetTier, ownPlan });
  if (changes.length === 0) return undefined;
  return {
    key: `policy/${version.version}/${partnerId}`,
    letter: 'policy-changed',
    to: { personId },
    partnerId,
    run,
    orderedAt: now,
    data: { version: version.version, effectiveAt, appliesTo, changes: changes.slice(0, MOST_SENTENCES) },
  };
};

interface Place {
  readonly version: number;
  readonly stage: string;
  readonly page: number;
}

/** Who is told next: further partners of the stage, those of the next stage, or nobody. */
export const nextTelling = (
  { version, stage, page }: Place,
  cursor: string | undefined,
  now: string,
): readonly ProgramEvent[] => {
  const following = toldStages[toldStages.indexOf(stage) + 1];
  if (!cursor && !following) return [];
  const place = cursor ? { stage, page: page + 1, cursor } : { stage: following, page: 1 };
  return [
    {
      id: `policy/${version}/telling/${place.stage}/${place.page}`,
      name: 'policy-telling.v1',
      occurredAt: now,
      recordedAt: now,
      data: { version, ...place },
    },
  ];
};
