import * as z from 'zod';
import { hours, programType } from './vocabulary.ts';

const hostName = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host name in lower case');
const hostNames = z.array(hostName).max(5_000);
const atMost = z.strictObject({ most: z.int().min(1).max(100_000), perMinutes: z.int().min(1).max(10_080) });

/** How an application comes in, and what keeps machines and strangers out. */
export const signUp = z.strictObject({
  /** Partnership types open for applications; each but the first names why it was opened [L13]. */
  openTypes: z.array(z.strictObject({ type: programType, because: z.string().min(1).max(300) })).min(1),
  /** A form filled in faster than this was not filled in by a person. */
  fastestFillMs: z.int().min(0).max(60_000),
  /** A form that was opened longer ago must be opened again. */
  formOpenHours: hours,
  /** A verification link works this long; an unverified application is forgotten then. */
  verificationHours: hours,
  verificationLettersPerDay: z.int().min(1).max(20),
  applicationsPerAddressOfOrigin: atMost,
  clicksPerAddressOfOrigin: atMost,
  /** Addresses there are refused [F1]. */
  disposableDomains: hostNames,
  /** Addresses there say nothing about the company. */
  freeMailDomains: hostNames,
  /** Sites that many people share: the profile's path tells them apart, e.g. youtube.com/@ann. */
  sharedPlatforms: hostNames,
});

/** Sign-in by letter, and how long a session lasts. */
export const access = z.strictObject({
  linkMinutes: z.int().min(1).max(1_440),
  /** A session ends when unused for this long; each use renews it. */
  sessionIdleHours: hours,
  /** A session ends this long after sign-in, however much it is used. */
  sessionLongestHours: hours,
  /** What moves money elsewhere (the payout method) takes a sign-in by letter no older than this. */
  freshSignInMinutes: z.int().min(1).max(1_440).default(15),
  signInLettersPerHour: z.int().min(1).max(60),
  signInsPerAddressOfOrigin: atMost,
});

/** A decision by a person: reminded, due, and what comes after the deadline [L11]. */
const decision = z.strictObject({ remindAfterHours: hours, dueAfterHours: hours });
const escalatedDecision = z.strictObject({
  dueAfterBusinessDays: z.int().min(1).max(60),
  declinedAfterBusinessDays: z.int().min(1).max(60),
});

export const decisions = z.strictObject({
  scorecard: decision,
  gateOverride: decision,
  conditional: decision,
  /** An overdue task of any other kind goes from the manager to the program's pool after this. */
  escalateAfterHours: hours,
  lab: escalatedDecision,
  appeal: z.strictObject({ withinDays: z.int().min(1).max(365), dueAfterBusinessDays: z.int().min(1).max(60) }),
});

export const firstSignUp: z.infer<typeof signUp> = {
  openTypes: [{ type: 'affiliate', because: 'The program opens with this type.' }],
  fastestFillMs: 2_000,
  formOpenHours: 24,
  verificationHours: 72,
  verificationLettersPerDay: 3,
  applicationsPerAddressOfOrigin: { most: 30, perMinutes: 10 },
  clicksPerAddressOfOrigin: { most: 60, perMinutes: 10 },
  disposableDomains: [
    ...['10minutemail.com', '20minutemail.com', 'anonbox.net', 'burnermail.io', 'discard.email', 'dispostable.com'],
    ...['dropmail.me', 'emailondeck.com', 'fakeinbox.com', 'getairmail.com', 'getnada.com', 'grr.la'],
    ...['guerrillamail.com', 'guerrillamail.info', 'guerrillamail.net', 'guerrillamail.org', 'guerrillamailblock.com'],
    ...['harakirimail.com', 'inboxkitten.com', 'mail-temp.com', 'mail.tm', 'maildrop.cc', 'mailcatch.com'],
    ...['mailinator.com', 'mailinator.net', 'mailnesia.com', 'mailnull.com', 'mailsac.com', 'mintemail.com'],
    ...['moakt.com', 'mohmal.com', 'mytemp.email', 'nada.email', 'sharklasers.com', 'spam4.me', 'spamgourmet.com'],
    ...['temp-mail.io', 'temp-mail.org', 'tempail.com', 'tempinbox.com', 'tempmail.com', 'tempmail.dev'],
    ...['tempmailo.com', 'tempr.email', 'throwawaymail.com', 'trash-mail.com', 'trashmail.com', 'trashmail.de'],
    ...['wegwerfmail.de', 'yopmail.com', 'yopmail.fr', 'yopmail.net'],
  ],
  freeMailDomains: [
    ...['aol.com', 'fastmail.com', 'gmail.com', 'gmx.com', 'gmx.de', 'gmx.net', 'googlemail.com', 'hey.com'],
    ...['hotmail.com', 'icloud.com', 'live.com', 'mac.com', 'mail.com', 'mail.ru', 'me.com', 'msn.com', 'outlook.com'],
    ...['pm.me', 'proton.me', 'protonmail.com', 'qq.com', 'web.de', 'yahoo.com', 'yandex.com', 'yandex.ru', 'zoho.com'],
  ],
  sharedPlatforms: [
    ...['behance.net', 'bsky.app', 'dev.to', 'facebook.com', 'github.com', 'instagram.com', 'linkedin.com'],
    ...['linktr.ee', 'mastodon.social', 'medium.com', 'open.spotify.com', 'patreon.com', 'pinterest.com'],
    ...['reddit.com', 'soundcloud.com', 'substack.com', 't.me', 'threads.net', 'tiktok.com', 'twitch.tv'],
    ...['twitter.com', 'vimeo.com', 'x.com', 'youtube.com'],
  ],
};

export const firstAccess: z.infer<typeof access> = {
  linkMinutes: 15,
  sessionIdleHours: 14 * 24,
  sessionLongestHours: 30 * 24,
  freshSignInMinutes: 15,
  signInLettersPerHour: 5,
  signInsPerAddressOfOrigin: { most: 30, perMinutes: 10 },
};

export const firstDecisions: z.infer<typeof decisions> = {
  scorecard: { remindAfterHours: 24, dueAfterHours: 48 },
  gateOverride: { remindAfterHours: 24, dueAfterHours: 48 },
  conditional: { remindAfterHours: 24, dueAfterHours: 48 },
  escalateAfterHours: 48,
  lab: { dueAfterBusinessDays: 5, declinedAfterBusinessDays: 5 },
  appeal: { withinDays: 14, dueAfterBusinessDays: 5 },
};
