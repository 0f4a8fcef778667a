import { http, isFresh } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { readBooksOf } from './books/store.ts';
import { routes } from './contract.ts';
import { readKnown } from './partners/store.ts';
import { ownView } from './viewing.ts';

export const handler = http(routes.showOwnPayouts, async ({ session, now }) => {
  const partnerId = session?.partnerId ?? '';
  const [known, books, { policy }] = await Promise.all([readKnown(partnerId), readBooksOf(partnerId), readPolicy(now)]);
  if (!known) throw notFound('partner');
  return { body: { ...ownView(known, books, policy, now.toISOString()), mayChangeMethod: isFresh(session, now) } };
});
