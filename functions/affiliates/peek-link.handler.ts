import { lightHttp } from '../shared/light/http.ts';
import { notFound } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { findLink } from './clicks/store.ts';
import { destination } from './destination.ts';
import { LINK_CODE } from './reference.ts';

/** HEAD: what checks links and previews them learns that the link works, and nothing is recorded. */
export const handler = lightHttp(302, async ({ path, query }) => {
  const code = (path.code ?? '').toLowerCase();
  const link = LINK_CODE.test(code) ? await findLink(code) : undefined;
  if (!link) throw notFound('link');
  const product = { url: settings.productUrl(), hosts: settings.linkHosts() };
  return { headers: { location: destination(product, link, { query }), 'referrer-policy': 'no-referrer' } };
});
