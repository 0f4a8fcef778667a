import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { kpisNow } from './pages/store.ts';

export const handler = http(routes.showOwnKpis, async ({ session }) => ({
  body: await kpisNow(session?.partnerId ?? ''),
}));
