import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { prove } from './acting.ts';
import { routes } from './contract.ts';
import { asPartner, checkFiles } from './partners/store.ts';

/** Receipts, figures and leads: a person checks them [M1]. */
export const handler = http(routes.sendProof, async ({ params, body, session, now }) => {
  if (!session) throw notFound('request');
  await checkFiles(session.partnerId, body.files);
  return asPartner(session.partnerId, params.requestId, now, (found, at, policy) =>
    prove(found, body, session.personId, policy, at),
  );
});
