import { http } from '../shared/http.ts';
import { listDownloads } from './assets/store.ts';
import { sheetOf } from './assets/viewing.ts';
import { routes } from './contract.ts';

/** As many lines as one answer carries. */
const MOST = 10_000;

export const handler = http(routes.exportDownloads, async ({ params }) => {
  const { downloads } = await listDownloads(params.assetId, MOST);
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="downloads-${params.assetId}.csv"`,
  };
  return { body: sheetOf(downloads), headers };
});
