import { expect, describe as group, test } from 'vitest';
import { describe, issue, mayRenew, meant, startedBefore } from '../../functions/certification/certificate.ts';
import { describedCertificate, renewalName } from '../../functions/certification/contract.ts';
import { awaitFactInput } from '../../functions/tasks/contract.ts';
import { aProfile, inZone, PARTNER, PERSON } from '../onboarding/builders.ts';
import { aCertificate, policy } from './builders.ts';

const to = { partnerId: PARTNER, run: 1, personId: PERSON, track: 'sales' as const };
const DAY = 86_400;

group('A certificate lasts 12 months, to the same local time', () => {
  test.each([
    ['an ordinary day', 'America/New_York', '2027-06-07T14:30:00.000Z', '2028-06-07T14:30:00.000Z', '2028-06-07'],
    ['31 January', 'America/New_York', '2027-01-31T17:00:00.000Z', '2028-01-31T17:00:00.000Z', '2028-01-31'],
    [
      '29 February ends on the 28th',
      'America/New_York',
      '2028-02-29T17:00:00.000Z',
      '2029-02-28T17:00:00.000Z',
      '2029-02-28',
    ],
    [
      'issued in winter, ends in summer time',
      'America/New_York',
      '2027-03-13T17:00:00.000Z',
      '2028-03-13T16:00:00.000Z',
      '2028-03-13',
    ],
    [
      'a time that the clocks skip',
      'America/New_York',
      '2027-03-12T07:30:00.000Z',
      '2028-03-12T07:30:00.000Z',
      '2028-03-12',
    ],
    [
      'the last millisecond of a local day',
      'America/New_York',
      '2027-12-31T04:59:59.999Z',
      '2028-12-31T04:59:59.999Z',
      '2028-12-30',
    ],
    [
      'Kiritimati, a day ahead',
      'Pacific/Kiritimati',
      '2027-06-07T10:30:00.000Z',
      '2028-06-07T10:30:00.000Z',
      '2028-06-08',
    ],
  ])('%s', (_label, zone, issuedAt, expiresOn, expiryDate) => {
    expect(issue(to, inZone(zone), issuedAt)).toMatchObject({ issuedAt, expiresOn, expiryDate, state: 'current' });
  });

  test('a policy of one month clamps 31 January to the last of February', () => {
    const short = { ...policy, certification: { ...policy.certification, validMonths: 1 } };
    expect(issue(to, short, '2027-01-31T17:00:00.000Z').expiryDate).toBe('2027-02-28');
    expect(issue(to, short, '2028-01-31T17:00:00.000Z').expiryDate).toBe('2028-02-29');
  });
});

group('The renewal workflow is told three moments', () => {
  const certificate = aCertificate();
  const at = (now: string) => describedCertificate.parse(describe(certificate, policy, now)).certificate;

  test('31 days before: one day to the first reminder, 23 more to the second, 7 more to the end', () => {
    expect(at('2028-05-07T14:30:00.000Z')).toMatchObject({
      first: { at: '2028-05-08T14:30:00.000Z', secondsFromPrevious: DAY, past: false, days: 30 },
      second: { at: '2028-05-31T14:30:00.000Z', secondsFromPrevious: 23 * DAY, past: false, days: 7 },
      expiry: { at: '2028-06-07T14:30:00.000Z', secondsFromPrevious: 7 * DAY, past: false },
      data: { first: { days: 30 }, second: { days: 7 } },
    });
  });

  test('started late, what is past is skipped, and a reminder says the days that are really left', () => {
    expect(at('2028-06-02T14:30:00.000Z')).toMatchObject({
      first: { past: true },
      second: { past: true, secondsFromPrevious: 1 },
      expiry: { past: false, secondsFromPrevious: 5 * DAY },
      data: { second: { days: 5 } },
    });
  });

  test('after the end, everything is past', () => {
    expect(at('2028-06-08T00:00:00.000Z')).toMatchObject({ expiry: { past: true, secondsFromPrevious: 1 } });
  });

  test('the names of its waits and its fact are ones that a wait takes', () => {
    const described = at('2028-05-07T14:30:00.000Z');
    for (const step of Object.values(described?.steps ?? {})) {
      expect(awaitFactInput.shape.step.safeParse(`${step}-wait`).success).toBe(true);
    }
    expect(awaitFactInput.shape.awaits.safeParse([described?.fact]).success).toBe(true);
  });

  test('without a certificate there is nothing to wait for', () => {
    expect(describe(undefined, policy, '2028-05-07T14:30:00.000Z')).toEqual({ state: 'none' });
  });
});

group('Which certificate is meant', () => {
  const sales = aCertificate();
  const technical = aCertificate({ track: 'technical' }, '2027-05-01T12:00:00.000Z');
  const expired = aCertificate({ state: 'expired' }, '2026-05-01T12:00:00.000Z');

  test('the named one', () => {
    expect(meant([sales, technical], { track: 'sales' })).toBe(sales);
    expect(meant([sales, technical], { personId: '01HZZZZZZZZZZZZZZZZZZZZZZ9' })).toBeUndefined();
  });

  test('else the current one that ends first', () => {
    expect(meant([sales, expired, technical], {})).toBe(technical);
  });
});

group('Renewals are started', () => {
  test('for what ends within 31 days', () => {
    expect(startedBefore('2028-05-07T14:30:00.000Z', policy)).toBe('2028-06-07T14:30:00.000Z');
  });

  test('under a name that Step Functions takes', () => {
    expect(renewalName(PERSON, 'technical', '2028-06-07').length).toBeLessThanOrEqual(80);
  });

  test('not for a partner that has left', () => {
    expect(mayRenew(aProfile())).toBe(true);
    expect(mayRenew(aProfile({ stage: 'sunset' }))).toBe(false);
    expect(mayRenew(undefined)).toBe(false);
  });
});
