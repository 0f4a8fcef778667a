import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { attributionRoutes, MOST_SHOWN } from './what-if/attribution.ts';
import { findWhatIf, readPartnerLines } from './what-if/store.ts';
import { salesOf } from './what-if/summing.ts';

export const handler = http(attributionRoutes.showAttributionPartner, async ({ params: { whatIfId, partnerId } }) => {
  const asked = await findWhatIf(whatIfId);
  if (!asked?.model || asked.state !== 'done') throw notFound('report');
  const lines = [...(await readPartnerLines(whatIfId, partnerId))].sort();
  const currencies = lines.map(([currency, replayed]) => {
    const sales = salesOf(replayed);
    return { currency, sales: sales.slice(0, MOST_SHOWN).map((one) => ({ ...one })), more: sales.length > MOST_SHOWN };
  });
  return { body: { currencies } };
});
