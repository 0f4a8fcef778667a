import type { Profile } from '../partners/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { daysBetween, daysLater, later, localDate, monthsLater, secondsBetween } from '../shared/days.ts';
import type { Certificate, DescribedCertificate, Track } from './contract.ts';

/** A certificate can be renewed from this many days before its end *(house)*. */
const RENEWAL_DAYS = 60;
/** Lead of the daily start over the first reminder, so that a day that is missed costs no reminder. */
const START_LEAD_DAYS = 1;
const REMIND_DAYS = [30, 7] as const;

/** A certificate issued at `at`: valid for 12 months, to the same local time, month ends clamped [O9]. */
export const issue = (
  to: { partnerId: string; run: number; personId: string; track: Track; correct?: number },
  policy: Policy,
  at: string,
): Certificate => {
  const { timeZone } = policy.calendar;
  const expiresOn = monthsLater(at, policy.certification.validMonths, timeZone);
  return {
    type: 'CERTIFICATE',
    ...to,
    issuedAt: at,
    expiresOn,
    expiryDate: localDate(expiresOn, timeZone),
    state: 'current',
  };
};

export const renewFrom = (certificate: Pick<Certificate, 'expiresOn'>, timeZone: string): string =>
  daysLater(certificate.expiresOn, -RENEWAL_DAYS, timeZone);

/** The fact that this certificate was renewed by its holder: two people's may end on one day. */
export const renewedFact = ({ track, expiryDate, personId }: Certificate): string =>
  `recertified:${track}:${expiryDate}:${personId.toLowerCase()}`;

export const certifiedFact = (track: Track): string => `${track}-certified`;

const reminders = ({ certification }: Policy): readonly [number, number] => {
  const [first = REMIND_DAYS[0], second = REMIND_DAYS[1]] = certification.remindDaysBefore.toSorted((a, b) => b - a);
  return [first, second];
};

/** Certificates that end before this instant have their renewal started. */
export const startedBefore = (now: string, policy: Policy): string =>
  daysLater(now, reminders(policy)[0] + START_LEAD_DAYS, policy.calendar.timeZone);

/** Nobody renews for a partner that has left. */
export const mayRenew = (profile: Pick<Profile, 'stage'> | undefined): boolean =>
  profile !== undefined && !['declined', 'withdrawn', 'sunset'].includes(profile.stage);

/** What the renewal workflow needs to know, counted from `now`: three moments, and the fact that ends it. */
export const describe = (certificate: Certificate | undefined, policy: Policy, now: string): DescribedCertificate => {
  if (!certificate) return { state: 'none' };
  const { timeZone } = policy.calendar;
  const { personId, track, issuedAt, expiresOn, expiryDate } = certificate;
  const [first, second] = reminders(policy);
  const at = (days: number): string => daysLater(expiresOn, -days, timeZone);
  const moment = (days: number, previous: string) => ({
    at: at(days),
    days,
    past: at(days) <= now,
    secondsFromPrevious: secondsBetween(later(previous, now), at(days)),
  });
  const base = `certification/${track}-${expiryDate}-${personId}`;
  return {
    state: certificate.state,
    certificate: {
      personId,
      track,
      issuedAt,
      expiresOn,
      expiryDate,
      fact: renewedFact(certificate),
      steps: { first: `${base}/first`, second: `${base}/second`, expiry: `${base}/expiry` },
      first: moment(first, now),
      second: moment(second, at(first)),
      expiry: moment(0, at(second)),
      data: {
        first: { track, expiresOn, days: daysLeft(first, expiresOn, now, timeZone) },
        second: { track, expiresOn, days: daysLeft(second, expiresOn, now, timeZone) },
        expired: { track, expiresOn },
      },
    },
  };
};

/** What a reminder says: its own number of days, or what is really left where it goes out late. At least 1. */
const daysLeft = (planned: number, expiresOn: string, now: string, timeZone: string): number =>
  Math.max(1, Math.min(planned, daysBetween(now, expiresOn, timeZone)));

/** Which of a partner's certificates is meant: the named one, else the current one that ends first. */
export const meant = (
  certificates: readonly Certificate[],
  which: { personId?: string | undefined; track?: Track | undefined },
): Certificate | undefined =>
  certificates
    .filter(({ personId }) => !which.personId || personId === which.personId)
    .filter(({ track }) => !which.track || track === which.track)
    .toSorted((one, other) => rank(one).localeCompare(rank(other)))[0];

const rank = ({ state, expiresOn }: Certificate): string => `${state === 'current' ? 0 : 1}${expiresOn}`;
