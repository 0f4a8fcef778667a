import { http } from '../shared/http.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { checkPublication, sameAsLatest, warningsOf } from './publishing.ts';
import { saveVersion } from './store.ts';

export const handler = http(routes.publishPolicy, async ({ body, session, now }) => {
  if (session?.role !== 'ops') throw new Problem(403, 'not-allowed', 'Only ops publish a policy.');
  const { basedOn: _, ...rest } = body;
  const versions = await queryPolicyVersions();
  const repeated = sameAsLatest(versions, body);
  if (repeated) return { body: repeated };
  const check = checkPublication(versions, body, now.getTime());
  if (!check.ok && check.problem === 'stale') throw conflict(check.sentence);
  if (!check.ok) throw new Problem(422, 'effective-too-early', check.sentence);
  const { version, worse } = check;
  const published = { ...rest, version, publishedAt: now.toISOString(), publishedBy: session.personId };
  if (!(await saveVersion(published))) throw conflict('Somebody else has just published. Start from that version.');
  return {
    body: { version, effectiveAt: body.effectiveAt, worseForPartners: worse, warnings: warningsOf(body.document) },
  };
});
