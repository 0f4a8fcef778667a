import { http } from '../shared/http.ts';
import { derivedId } from '../shared/ids.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { propose, sameAsAsked, taskOf, viewOf } from './terms/changing.ts';
import { termsRoutes } from './terms/items.ts';
import { addChange, findChange, listTerms } from './terms/store.ts';

/** A plan of its own for a partner, asked for by one person; another one decides [A14]. */
export const handler = http(termsRoutes.changeTerms, async ({ params: { partnerId }, body, session, now }) => {
  const profile = await readProfile(partnerId);
  if (!profile || !session) throw notFound('partner');
  const { key, ...rest } = body;
  const asked = { changeId: derivedId(await programKey(), 'terms', partnerId, key).toLowerCase(), ...rest };
  const earlier = await findChange(partnerId, asked.changeId);
  if (earlier) return { body: viewOf(sameAsAsked(earlier, asked)) };
  const [terms, versions] = [await listTerms(partnerId), await queryPolicyVersions()];
  const proposed = propose(asked, profile, terms, versions, { by: session.personId, now: now.toISOString() });
  await addChange(proposed, taskOf(proposed));
  return { body: viewOf(sameAsAsked((await findChange(partnerId, asked.changeId)) ?? proposed, asked)) };
});
