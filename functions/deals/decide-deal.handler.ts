import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { domainsOf, readUnder } from './customers/store.ts';
import { teamPage } from './pages/store.ts';
import { readTermsSince } from './partners/store.ts';
import { decide, isRepeat } from './reviewing.ts';
import { dealNamed } from './store.ts';
import { changeDeal } from './writing/store.ts';

/** A person's decision [D3]. The first stands; the same again by the same person is answered the same (fault 14). */
export const handler = http(routes.decideDeal, async ({ params, body, session, now }) => {
  if (!session) throw notFound('deal');
  const at = now.toISOString();
  const seen = await dealNamed(params.dealId);
  const { terms } = await readTermsSince(seen.policyVersion, now);
  const actor = { by: session.personId, byName: session.name };
  const deal = await changeDeal(seen, async (one) => {
    if (one.state !== 'in-review' && isRepeat(one, body, actor.by)) return undefined;
    const { direct } = await readUnder(await domainsOf(one));
    return decide(one, body, direct, actor, terms, at);
  });
  return teamPage(deal, now);
});
