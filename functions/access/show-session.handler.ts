import { http } from '../shared/http.ts';
import { keyedHash } from '../shared/ids.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { COOKIE, routes } from './contract.ts';
import { cookieValue } from './session.ts';
import { readVisit } from './store.ts';
import { introduce, visitorOf } from './visitor.ts';

export const handler = http(routes.showSession, async ({ cookies, now }) => {
  const secret = cookieValue(cookies, COOKIE);
  if (!secret) return { body: { signedIn: false } };
  const key = await programKey();
  const sessionHash = keyedHash(key, 'session', secret);
  const visit = await readVisit(sessionHash);
  const asking = { programKey: key, team: settings.team(), sessionHash, nowMs: now.getTime() };
  const visitor = visitorOf(visit, asking);
  return { body: visitor ? introduce(visitor, visit.profile) : { signedIn: false } };
});
