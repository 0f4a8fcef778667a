import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { nameResults } from './acting.ts';
import { routes } from './contract.ts';
import { asPartner } from './partners/store.ts';

/** What the activity brought [B14]. */
export const handler = http(routes.nameResults, ({ params, body, session, now }) => {
  if (!session) throw notFound('request');
  return asPartner(session.partnerId, params.requestId, now, (found) => nameResults(found, body));
});
