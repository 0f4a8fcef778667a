import { http } from '../shared/http.ts';
import { entryOf } from './agreeing.ts';
import { routes } from './contract.ts';
import { saveKpiEntry } from './measuring/store.ts';
import { kpisNow, readKpiPage } from './pages/store.ts';

/** Somebody of the team enters a month's value, their own or for whoever owns the KPI. */
export const handler = http(routes.enterKpi, async ({ params, body, session, now }) => {
  const { agreed, kpis } = await readKpiPage(params.partnerId);
  const given = { ...body, by: session?.personId ?? '', side: 'us' } as const;
  await saveKpiEntry(entryOf(kpis, params.number, agreed, given, now.toISOString()));
  return { body: await kpisNow(params.partnerId) };
});
