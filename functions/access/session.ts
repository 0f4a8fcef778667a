import type { Policy } from '../policy/contract.ts';
import type { SessionRecord } from './contract.ts';

const HOUR_MS = 3_600_000;
/** A session is renewed on use, but written at most this often. */
const RENEWED_EVERY_MS = HOUR_MS;

type Rules = Pick<Policy['access'], 'sessionIdleHours' | 'sessionLongestHours'>;

const iso = (ms: number): string => new Date(ms).toISOString();

/** The two ends of a session opened now. */
export const sessionEnds = (rules: Rules, nowMs: number) => ({
  openedAt: iso(nowMs),
  idleUntil: iso(nowMs + rules.sessionIdleHours * HOUR_MS),
  validUntil: iso(nowMs + rules.sessionLongestHours * HOUR_MS),
});

/** Until when a session is fresh enough for what moves money elsewhere. */
export const freshUntil = ({ openedAt }: SessionRecord, rules: Pick<Policy['access'], 'freshSignInMinutes'>): string =>
  iso(Date.parse(openedAt) + rules.freshSignInMinutes * 60_000);

/** True while a session counts: used lately enough, and not too old. */
export const isLive = (session: SessionRecord, nowMs: number): boolean =>
  nowMs < Date.parse(session.idleUntil) && nowMs < Date.parse(session.validUntil);

/** The later `idleUntil` that this use gives; undefined when it was moved within the last hour. */
export const renewedIdle = (session: SessionRecord, rules: Rules, nowMs: number): string | undefined => {
  const next = nowMs + rules.sessionIdleHours * HOUR_MS;
  return next - Date.parse(session.idleUntil) >= RENEWED_EVERY_MS ? iso(next) : undefined;
};

/** The session cookie's value among the cookies of a request. */
export const cookieValue = (cookies: readonly string[], name: string): string | undefined =>
  cookies
    .flatMap((cookie) => cookie.split(';'))
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/**
 * `HttpOnly`: no script reads it. `SameSite=Lax`: no other site sends it along with a POST. `Secure` wherever the site
 * has https. An empty value with age 0 takes it away.
 */
export const cookieText = (name: string, value: string, maxAgeSeconds: number, siteUrl: string): string =>
  [
    `${name}=${value}`,
    'Path=/',
    `Max-Age=${maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(siteUrl.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');
