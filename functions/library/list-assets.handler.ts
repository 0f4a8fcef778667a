import { http } from '../shared/http.ts';
import { countDownloads, listAssets } from './assets/store.ts';
import { opsView } from './assets/viewing.ts';
import { routes } from './contract.ts';

export const handler = http(routes.listAssets, async () => {
  const [assets, downloads] = await Promise.all([listAssets(), countDownloads()]);
  return { body: { assets: assets.map((asset) => opsView(asset, downloads.get(asset.assetId) ?? 0)) } };
});
