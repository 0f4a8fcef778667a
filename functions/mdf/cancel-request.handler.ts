import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { cancel } from './acting.ts';
import { routes } from './contract.ts';
import { asPartner } from './partners/store.ts';

/** The partner calls a request off; all that was promised is free again. */
export const handler = http(routes.cancelRequest, ({ params, body, session, now }) => {
  if (!session) throw notFound('request');
  return asPartner(session.partnerId, params.requestId, now, (found, at) =>
    cancel(found, body.reason, session.personId, at),
  );
});
