import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { ownPage } from './pages/store.ts';
import { takeRegistration } from './taking/store.ts';

/** Registers a deal; its checks are made at once, and the answer says what they found [D1, D2]. */
export const handler = http(routes.registerDeal, async ({ body, session, now }) => {
  if (!session) throw notFound('partner');
  return ownPage(await takeRegistration(session, body, now), now);
});
