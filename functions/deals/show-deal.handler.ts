import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { teamPage } from './pages/store.ts';
import { dealNamed } from './store.ts';

export const handler = http(routes.showDeal, async ({ params, now }) => teamPage(await dealNamed(params.dealId), now));
