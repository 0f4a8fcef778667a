import type { ProgramEvent } from '../shared/event.ts';
import { PROGRAM, taskRequested } from '../tasks/contract.ts';
import type { PolicyVersion, Proposal, Publication } from './contract.ts';
import { earliestAfter } from './publishing.ts';

/** A publication as it waits for a second person. */
export const proposalOf = (
  proposalId: string,
  publication: Publication,
  worse: readonly string[],
  { by, now }: { readonly by: string; readonly now: string },
): Proposal => ({
  ...{ type: 'PROPOSAL', proposalId, ...publication, state: 'proposed', worse: [...worse] },
  ...{ proposedBy: by, proposedAt: now },
});

/** The question to somebody else [A14]. */
export const taskOf = (one: Proposal): ProgramEvent => {
  const { proposalId, basedOn, effectiveAt, appliesTo, note, worse, override, proposedBy, proposedAt } = one;
  return taskRequested({
    partnerId: PROGRAM,
    run: 1,
    kind: 'policy',
    key: proposalId,
    detail: {
      ...{ basedOn, effectiveAt, appliesTo, note, worse },
      ...(override ? { override } : {}),
      notBy: proposedBy,
    },
    at: proposedAt,
  });
};

/**
 * The version that an approved proposal becomes; undefined when another one was published meanwhile. Where the decision
 * came late it takes effect later than asked: the notice is kept.
 */
export const versionOf = (
  { basedOn, effectiveAt, appliesTo, note, override, document, proposedBy }: Proposal,
  versions: readonly PolicyVersion[],
  decided: { readonly by: string; readonly at: string },
): PolicyVersion | undefined => {
  const latest = versions.at(-1);
  if (latest?.version !== basedOn) return undefined;
  const earliest = earliestAfter(latest, document, decided.at).at;
  return {
    version: basedOn + 1,
    effectiveAt: effectiveAt > earliest ? effectiveAt : earliest,
    publishedAt: decided.at,
    publishedBy: proposedBy,
    approvedBy: decided.by,
    ...{ appliesTo, note, ...(override ? { override } : {}), document },
  };
};
