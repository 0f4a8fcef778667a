import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { PROGRAM } from '../tasks/contract.ts';
import { opened } from './assets/downloading.ts';
import { mayOpen, readerOf } from './assets/seeing.ts';
import { findAsset, recordDownload } from './assets/store.ts';
import { routes } from './contract.ts';
import { signUntil } from './objects/store.ts';

export const handler = http(routes.openAsset, async ({ params, session, now }) => {
  const { partnerId = '', personId = '' } = session ?? {};
  const [profile, asset, { policy }] = await Promise.all([
    readProfile(partnerId),
    findAsset(params.assetId),
    readPolicy(now),
  ]);
  const newest = asset?.versions.at(-1);
  const isOpen = profile && asset && mayOpen(asset, readerOf(profile), policy, now.toISOString());
  if (!isOpen || !newest) throw notFound('asset');
  const { linkSeconds } = policy.library;
  await recordDownload(opened(asset, newest, { ...profile, personId }, now, linkSeconds));
  const { version, url = '', file } = newest;
  const link = file ? await signUntil({ ...file, partnerId: PROGRAM }, linkSeconds, now) : { url };
  return { body: { ...link, version } };
});
