import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { codeOf } from './code.ts';
import { routes } from './contract.ts';
import { countClicks, findLink } from './store.ts';
import { countedSince, viewOf } from './view.ts';

export const handler = http(routes.showLink, async ({ session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const code = codeOf(await programKey(), profile.partnerId, profile.run);
  const link = await findLink(code);
  if (!link) return { body: {} };
  return { body: viewOf(link, await countClicks(code, countedSince(now.getTime())), settings.siteUrl()) };
});
