import { http } from '../shared/http.ts';
import { listDownloads } from './assets/store.ts';
import { downloadRow } from './assets/viewing.ts';
import { routes } from './contract.ts';

const PAGE = 100;

export const handler = http(routes.listDownloads, async ({ params, query }) => {
  const { downloads, next } = await listDownloads(params.assetId, PAGE, query.cursor);
  return { body: { downloads: downloads.map(downloadRow), ...(next ? { cursor: next } : {}) } };
});
