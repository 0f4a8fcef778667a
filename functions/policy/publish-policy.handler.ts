import { http } from '../shared/http.ts';
import { derivedId } from '../shared/ids.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { routes } from './contract.ts';
import { proposalOf, taskOf } from './proposing.ts';
import { answerOf, refuseUnfit, sameAsLatest } from './publishing.ts';
import { addProposal, findProposal, saveVersion } from './store.ts';

export const handler = http(routes.publishPolicy, async ({ body, session, now }) => {
  if (session?.role !== 'ops') throw new Problem(403, 'not-allowed', 'Only ops publish a policy.');
  const versions = await queryPolicyVersions();
  const repeated = sameAsLatest(versions, body);
  if (repeated) return { body: repeated };
  const by = session.personId;
  const { version, worse, takesTwo, before } = refuseUnfit(versions, body, now.getTime());
  const { basedOn: _, ...rest } = body;
  const { effectiveAt, document } = body;
  if (!takesTwo) {
    const published = { ...rest, version, publishedAt: now.toISOString(), publishedBy: by };
    if (!(await saveVersion(published))) throw conflict('Somebody else has just published. Start from that version.');
    return { body: answerOf({ state: 'published', version, effectiveAt }, before, document) };
  }
  const proposalId = derivedId(await programKey(), 'policy', JSON.stringify(body)).toLowerCase();
  const proposed = proposalOf(proposalId, body, worse, { by, now: now.toISOString() });
  await addProposal(proposed, taskOf(proposed));
  const { state } = (await findProposal(proposalId)) ?? proposed;
  return { body: answerOf({ state, version, effectiveAt }, before, document) };
});
