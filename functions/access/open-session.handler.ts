import { http } from '../shared/http.ts';
import { keyedHash, newSecret } from '../shared/ids.ts';
import { readToken } from '../shared/link-token.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { Problem } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { deviceSignal } from '../shared/signals.ts';
import { COOKIE, routes, type SessionRecord } from './contract.ts';
import { cookieText, sessionEnds } from './session.ts';
import { openSession, readPerson, readSignIn } from './store.ts';

const askAgain = new Problem(410, 'link-used', 'This link was used, or is too old. Ask for a new one.');

export const handler = http(routes.openSession, async ({ body, now, ip, userAgent }) => {
  const key = await programKey();
  const rules = (await readPolicy(now)).policy.access;
  const tokenId = readToken(key, 'sign-in', body.token);
  const link = tokenId ? await readSignIn(tokenId) : undefined;
  if (!tokenId || !link) throw askAgain;
  const { role, personId } = link;
  const person = role === 'partner' ? await readPerson(personId) : undefined;
  const partnerId = person?.partnerId ?? '';
  const session: SessionRecord = { type: 'SESSION', personId, role, partnerId, ...sessionEnds(rules, now.getTime()) };
  const secret = newSecret();
  const [hash, device] = [keyedHash(key, 'session', secret), deviceSignal(key, ip, userAgent)];
  if (!(await openSession({ tokenId, hash, session, person, device }))) throw askAgain;
  const cookie = cookieText(COOKIE, secret, rules.sessionLongestHours * 3_600, settings.siteUrl());
  return { body: { role, goTo: role === 'partner' ? '/portal' : '/ops' }, cookies: [cookie] };
});
