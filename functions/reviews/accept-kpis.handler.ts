import { http } from '../shared/http.ts';
import { conflict } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { saveKpis } from './measuring/store.ts';
import { kpisNow, readKpiPage } from './pages/store.ts';

/** The partner accepts the targets; once is enough. */
export const handler = http(routes.acceptKpis, async ({ session, now }) => {
  const { kpis, view } = await readKpiPage(session?.partnerId ?? '');
  if (!kpis) throw conflict('No targets have been set yet.');
  if (kpis.acceptedAt) return { body: view };
  await saveKpis({ ...kpis, acceptedBy: session?.personId ?? '', acceptedAt: now.toISOString() });
  return { body: await kpisNow(kpis.partnerId) };
});
