import { http } from '../shared/http.ts';
import { keyedHash, newId } from '../shared/ids.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { destination, forgetAt, referrerHost, whyDiscounted } from './click.ts';
import { routes } from './contract.ts';
import { addClick, findLink } from './store.ts';

export const handler = http(routes.followLink, async ({ params: { code }, headers, userAgent, ip, now }) => {
  const link = await findLink(code);
  if (!link) throw notFound('link');
  const { partnerId, run } = link;
  const [key, clickId, at] = [await programKey(), newId(now.getTime()), now.toISOString()];
  const visit = { userAgent, headers };
  const [discounted, host] = [whyDiscounted(visit, link), referrerHost(visit)];
  const ipHash = keyedHash(key, 'click-ip', ip);
  const deviceHash = keyedHash(key, 'click-device', ip, userAgent);
  const expiresAt = forgetAt(now.getTime());
  const reason = { counts: !discounted, ...(discounted ? { discounted } : {}) };
  const from = { ipHash, deviceHash, ...(host ? { referrerHost: host } : {}) };
  await addClick({ type: 'CLICK', clickId, code, partnerId, run, at, expiresAt, ...reason, ...from }, link);
  return { headers: { location: destination(settings.productUrl(), code, clickId), 'referrer-policy': 'no-referrer' } };
});
