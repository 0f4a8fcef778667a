import { busEvent } from '../shared/consumer.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { versionOf } from './proposing.ts';
import { closeProposal, findProposal, saveVersion } from './store.ts';

/** What a second person decided on a policy with other rates or limits, or the rule when nobody did. */
export const handler = busEvent(async ({ data }, now) => {
  const { kind, key = '', decision } = decisionMade.parse(data);
  if (kind !== 'policy') return;
  const asked = await findProposal(key);
  if (!asked) throw new Error(`There is no proposal ${key}.`);
  if (asked.state !== 'proposed') return;
  const decided = { by: decision.by, at: now.toISOString() };
  const published =
    decision.outcome === 'approved' ? versionOf(asked, await queryPolicyVersions(), decided) : undefined;
  if (!published) {
    await closeProposal(asked, decision.outcome === 'approved' ? 'outdated' : 'refused', decided);
    return;
  }
  // Another version came between, or this was decided meanwhile: the event comes again and finds out which.
  if (!(await saveVersion(published, key))) throw new Error(`Version ${published.version} was published just now.`);
});
