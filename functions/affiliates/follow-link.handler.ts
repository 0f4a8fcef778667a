import { lightHttp } from '../shared/light/http.ts';
import { lightProgramKey } from '../shared/light/program-key.ts';
import { notFound, Problem } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { clickOf } from './click.ts';
import { addClick, cookieDays, findLink } from './clicks/store.ts';
import { clicksCookie } from './cookie.ts';
import { destination } from './destination.ts';
import { LINK_CODE } from './reference.ts';

/** A visitor waits: no SDK and no schemas, two requests (the first call of an instance reads key and policy beside). */
export const handler = lightHttp(302, async ({ path, query, headers, cookies, ip, userAgent, now }) => {
  const code = (path.code ?? '').toLowerCase();
  if (!LINK_CODE.test(code)) throw notFound('link');
  const [link, key, days] = await Promise.all([findLink(code), lightProgramKey(), cookieDays(now)]);
  if (!link) throw notFound('link');
  const { click, begins } = clickOf({ ip, userAgent, headers, sub: query.sub }, link, key, now.getTime());
  await addClick(click, begins, link);
  // A browser that fetched ahead would use this answer for the real click, which would never be seen.
  if (click.discounted === 'prefetch') throw new Problem(503, 'not-ahead', 'This link is not fetched ahead.');
  const reference = `${code}.${click.clickId}`;
  const [siteUrl, productUrl] = [settings.siteUrl(), settings.productUrl()];
  const location = destination({ url: productUrl, hosts: settings.linkHosts() }, link, { reference, query });
  return {
    headers: { location, 'referrer-policy': 'no-referrer' },
    ...(click.counts ? { cookies: [clicksCookie(cookies, reference, { days, siteUrl, productUrl })] } : {}),
  };
});
