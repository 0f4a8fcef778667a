import { http } from '../shared/http.ts';
import { settingOf } from './agreeing.ts';
import { routes } from './contract.ts';
import { saveKpis } from './measuring/store.ts';
import { kpisNow, readKpiPage } from './pages/store.ts';

/** Sets by what the agreed KPIs are measured. New targets wait for the partner to accept them [G2]. */
export const handler = http(routes.setKpis, async ({ params, body, session, now }) => {
  const { profile, agreed, owners } = await readKpiPage(params.partnerId);
  const { partnerId, run } = profile;
  const by = session?.personId ?? '';
  await saveKpis(settingOf({ partnerId, run }, body.kpis, { agreed, owners }, by, now.toISOString()));
  return { body: await kpisNow(partnerId) };
});
