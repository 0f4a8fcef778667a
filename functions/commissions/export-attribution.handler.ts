import { csvOf } from '../shared/csv.ts';
import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { attributionRoutes } from './what-if/attribution.ts';
import { sheetHeader, sheetRow } from './what-if/sheet.ts';
import { companiesOf, findWhatIf, readPartnersFrom } from './what-if/store.ts';

/** Shard after shard. The header stands on the first answer alone, so that the answers together are one file. */
export const handler = http(
  attributionRoutes.exportAttribution,
  async ({ params: { whatIfId }, query: { cursor } }) => {
    const asked = await findWhatIf(whatIfId);
    if (!asked?.model || asked.state !== 'done') throw notFound('report');
    const { results, next } = await readPartnersFrom(whatIfId, cursor ?? 0);
    const names = await companiesOf(results.map(({ partnerId }) => partnerId));
    const rows = results.map((one) => sheetRow(one, names.get(one.partnerId) ?? ''));
    return {
      body: (cursor === undefined ? csvOf([sheetHeader]) : '') + (rows.length > 0 ? csvOf(rows) : ''),
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="attribution-${asked.model}-${asked.from}.csv"`,
        ...(next === undefined ? {} : { 'next-cursor': String(next) }),
      },
    };
  },
);
