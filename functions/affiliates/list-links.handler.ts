import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { codeOf } from './code.ts';
import { routes } from './contract.ts';
import { listCoupons } from './coupons/store.ts';
import { listCodes, readLinks, withClicks } from './store.ts';
import { countedSince, linksOf } from './view.ts';

export const handler = http(routes.listLinks, async ({ session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { partnerId, run } = profile;
  const automatic = codeOf(await programKey(), partnerId, run);
  const [codes, coupons] = await Promise.all([listCodes(partnerId, run), listCoupons(partnerId, run)]);
  const links = await withClicks(await readLinks([automatic, ...codes]), countedSince(now.getTime()));
  const product = { url: settings.productUrl(), hosts: settings.linkHosts() };
  return { body: linksOf(links, coupons, automatic, { siteUrl: settings.siteUrl(), product, profile }) };
});
