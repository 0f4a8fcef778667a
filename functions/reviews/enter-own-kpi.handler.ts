import { http } from '../shared/http.ts';
import { entryOf } from './agreeing.ts';
import { routes } from './contract.ts';
import { saveKpiEntry } from './measuring/store.ts';
import { kpisNow, readKpiPage } from './pages/store.ts';

/** The owner of a KPI on the partner's side enters a month's value. */
export const handler = http(routes.enterOwnKpi, async ({ params, body, session, now }) => {
  const { profile, agreed, kpis } = await readKpiPage(session?.partnerId ?? '');
  const given = { ...body, by: session?.personId ?? '', side: 'partner' } as const;
  await saveKpiEntry(entryOf(kpis, params.number, agreed, given, now.toISOString()));
  return { body: await kpisNow(profile.partnerId) };
});
