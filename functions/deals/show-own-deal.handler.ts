import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { ownPage } from './pages/store.ts';
import { ownDeal } from './store.ts';

export const handler = http(routes.showOwnDeal, async ({ params, session, now }) =>
  ownPage(await ownDeal(session?.partnerId, params.dealId), now),
);
