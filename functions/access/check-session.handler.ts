import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { entry } from '../shared/entry.ts';
import type { Session } from '../shared/http.ts';
import { keyedHash } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { COOKIE } from './contract.ts';
import { mayVisit } from './portal.ts';
import { cookieValue, freshUntil, renewedIdle } from './session.ts';
import { readVisit, renewSession } from './store.ts';
import { visitorOf } from './visitor.ts';

type Verdict = { readonly isAuthorized: boolean; readonly context?: Session };

export const handler = entry<APIGatewayRequestAuthorizerEventV2, Verdict>().handler(async (event) => {
  const [now, key] = [new Date(), await programKey()];
  const sessionHash = keyedHash(key, 'session', cookieValue(event.cookies ?? [], COOKIE) ?? '');
  const visit = await readVisit(sessionHash);
  const asking = { programKey: key, team: settings.team(), sessionHash, nowMs: now.getTime() };
  const visitor = visitorOf(visit, asking);
  if (!visitor || !visit.session) return { isAuthorized: false };
  const rules = (await readPolicy(now)).policy.access;
  const context = { ...visitor, freshUntil: freshUntil(visit.session, rules) };
  const idleUntil = renewedIdle(visit.session, rules, now.getTime());
  if (idleUntil) await renewSession(sessionHash, idleUntil);
  const may = context.role !== 'partner' || mayVisit(visit.profile, context.personId, event.requestContext.http);
  return { isAuthorized: may, context };
});
