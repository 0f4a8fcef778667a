import { http } from '../shared/http.ts';
import { opsOnly } from '../shared/problem.ts';
import { newAsset, sameAsset } from './assets/changing.ts';
import { sourceOf } from './assets/sourcing.ts';
import { findAsset, putAsset } from './assets/store.ts';
import { opsView } from './assets/viewing.ts';
import { routes } from './contract.ts';
import { findProgramFile } from './store.ts';

export const handler = http(routes.addAsset, async ({ body, session, now }) => {
  opsOnly(session, 'change the library');
  const { assetId, fileId, url, note, ...said } = body;
  const source = sourceOf(url, fileId && (await findProgramFile(fileId)));
  const made = { source, note, at: now.toISOString(), by: session?.personId ?? '' };
  const asset = newAsset(assetId, said, made);
  if (await putAsset(asset)) return { body: opsView(asset, 0) };
  const there = (await findAsset(assetId)) ?? asset;
  return { body: opsView(sameAsset(there, said, source), 0) };
});
