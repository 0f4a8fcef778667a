import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { creditFrom, creditLetter, isRecorded } from './crediting.ts';
import { teamPage } from './pages/store.ts';
import { dealNamed } from './store.ts';
import { credited } from './winning.ts';
import { changeDeal } from './writing/store.ts';

/** Records what a partner did beside the sale, with its evidence [A7, A16]; the same again is answered the same. */
export const handler = http(routes.creditDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const seen = await dealNamed(params.dealId);
  const profile = await readProfile(body.partnerId ?? seen.partnerId);
  if (!profile) throw new Problem(422, 'invalid-input', 'partnerId: there is no such partner.');
  const at = now.toISOString();
  const item = creditFrom(body, profile, { by: session.personId, byName: session.name }, at);
  const deal = await changeDeal(
    seen,
    (one) => (isRecorded(one, item) ? undefined : credited(one, item, at)),
    (after) => ({ letters: [creditLetter(after, item, profile, at)] }),
  );
  return teamPage(deal, now);
});
