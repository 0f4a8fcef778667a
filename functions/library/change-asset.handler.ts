import { http } from '../shared/http.ts';
import { conflict, notFound, opsOnly } from '../shared/problem.ts';
import { changed } from './assets/changing.ts';
import { countDownloads, findAsset, putAsset } from './assets/store.ts';
import { opsView } from './assets/viewing.ts';
import { routes } from './contract.ts';

export const handler = http(routes.changeAsset, async ({ params, body, session }) => {
  opsOnly(session, 'change the library');
  const asset = await findAsset(params.assetId);
  if (!asset) throw notFound('asset');
  const { revision, ...said } = body;
  const next = changed(asset, revision, said);
  if (next && !(await putAsset(next)))
    throw conflict('Somebody else has changed this asset since. Load the page again.');
  const downloads = (await countDownloads()).get(asset.assetId) ?? 0;
  return { body: opsView(next ?? asset, downloads) };
});
