import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { codeOf } from './code.ts';
import { routes } from './contract.ts';
import { findTraffic, listCoupons } from './coupons/store.ts';
import { listCodes, readLinks, withClicks } from './store.ts';
import { countedSince, linksOf } from './view.ts';

export const handler = http(routes.showPartnerLinks, async ({ params, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile) throw notFound('partner');
  const { partnerId, run } = profile;
  const automatic = codeOf(await programKey(), partnerId, run);
  const [codes, coupons, { couponSites, brandBidding }] = await Promise.all([
    listCodes(partnerId, run),
    listCoupons(partnerId, run),
    findTraffic(partnerId),
  ]);
  const links = await withClicks(await readLinks([automatic, ...codes]), countedSince(now.getTime()));
  const product = { url: settings.productUrl(), hosts: settings.linkHosts() };
  const view = linksOf(links, coupons, automatic, { siteUrl: settings.siteUrl(), product, profile });
  return { body: { ...view, traffic: { couponSites, brandBidding } } };
});
