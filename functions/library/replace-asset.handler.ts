import { http } from '../shared/http.ts';
import { conflict, notFound, opsOnly } from '../shared/problem.ts';
import { replaced } from './assets/changing.ts';
import { sourceOf } from './assets/sourcing.ts';
import { countDownloads, findAsset, putAsset } from './assets/store.ts';
import { opsView } from './assets/viewing.ts';
import { routes } from './contract.ts';
import { findProgramFile } from './store.ts';

export const handler = http(routes.replaceAsset, async ({ params, body, session, now }) => {
  opsOnly(session, 'change the library');
  const { fileId, url, note, revision } = body;
  const asset = await findAsset(params.assetId);
  if (!asset) throw notFound('asset');
  const source = sourceOf(url, fileId && (await findProgramFile(fileId)));
  const next = replaced(asset, revision, { source, note, at: now.toISOString(), by: session?.personId ?? '' });
  if (next && !(await putAsset(next)))
    throw conflict('Somebody else has changed this asset since. Load the page again.');
  const downloads = (await countDownloads()).get(asset.assetId) ?? 0;
  return { body: opsView(next ?? asset, downloads) };
});
