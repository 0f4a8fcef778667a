import { http } from '../shared/http.ts';
import { derivedId } from '../shared/ids.ts';
import { queryPolicyVersions, versionInForce } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { documentOf, refuseOther, refusePeriod, viewOf } from './what-if/draft.ts';
import { whatIfRoutes } from './what-if/items.ts';
import { addWhatIf, findWhatIf, readDraft } from './what-if/store.ts';

/** Keeps the question and starts the workflow that answers it [B2]. */
export const handler = http(whatIfRoutes.askWhatIf, async ({ body, session, now }) => {
  if (!session) throw notFound('session');
  const { key, draft, ...asked } = body;
  const versions = await queryPolicyVersions();
  const inForce = versionInForce(versions, now.toISOString()).document;
  refusePeriod(asked, now.toISOString(), inForce.calendar.timeZone);
  const document = documentOf(draft, versions.at(-1)?.document ?? inForce);
  const whatIfId = derivedId(await programKey(), 'what-if', key).toLowerCase();
  const earlier = await findWhatIf(whatIfId);
  if (earlier) refuseOther({ asked: earlier, document: await readDraft(whatIfId) }, { asked, document });
  const by = { askedBy: session.personId, askedAt: now.toISOString() };
  const whatIf = earlier ?? { type: 'WHAT-IF', whatIfId, ...asked, state: 'running', ...by };
  if (!earlier) await addWhatIf(whatIf, document);
  await startWorkflow('what-if', `what-if-${whatIfId}`, { whatIf: whatIfId });
  return { body: viewOf(whatIf, now) };
});
