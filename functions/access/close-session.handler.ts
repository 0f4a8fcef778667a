import { http } from '../shared/http.ts';
import { keyedHash } from '../shared/ids.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { COOKIE, routes } from './contract.ts';
import { cookieText, cookieValue } from './session.ts';
import { deleteSession } from './store.ts';

export const handler = http(routes.closeSession, async ({ cookies }) => {
  const secret = cookieValue(cookies, COOKIE);
  if (secret) await deleteSession(keyedHash(await programKey(), 'session', secret));
  return { cookies: [cookieText(COOKIE, '', 0, settings.siteUrl())] };
});
