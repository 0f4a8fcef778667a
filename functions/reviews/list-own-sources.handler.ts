import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { readEntries } from './packages/store.ts';
import { theReview } from './reviewing.ts';
import { readReview } from './store.ts';

/** What a number of a partner's own review is made of, as it was when the package was made [B16]. */
export const handler = http(routes.listOwnSources, async ({ params: { quarter, figure }, query, session }) => {
  const partnerId = session?.partnerId ?? '';
  const { packageVersion: version } = theReview(await readReview(partnerId, quarter));
  return { body: await readEntries({ partnerId, quarter, version }, figure, query.from ?? 0) };
});
