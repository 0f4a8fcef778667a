import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { hold } from './acting.ts';
import { routes } from './contract.ts';
import { asPartner } from './partners/store.ts';

/** The day on which the activity was held [M3]. */
export const handler = http(routes.reportActivity, ({ params, body, session, now }) => {
  if (!session) throw notFound('request');
  return asPartner(session.partnerId, params.requestId, now, (found, at, policy) =>
    hold(found, body.heldOn, session.personId, policy, at),
  );
});
