import { describe, expect, test } from 'vitest';
import type { Application } from '../../functions/applications/contract.ts';
import { decideVerification, isKnown, settledAnswer } from '../../functions/applications/verification.ts';
import { aProfile, NOW, PARTNER, PERSON, policy } from './builders.ts';

const application: Application = {
  type: 'APPLICATION',
  applicationId: '01CX5ZZKBKACTAV9WEVGEMMVRZ',
  status: 'unverified',
  personId: '01DX5ZZKBKACTAV9WEVGEMMVRZ',
  source: 'form',
  submittedAt: '2027-03-01T09:00:00.000Z',
  verifyUntil: '2027-03-04T09:00:00.000Z',
};
const owner = { personId: PERSON, partnerId: PARTNER };
const nobody = { emailOwner: undefined, domainOwner: undefined, profile: undefined };
const decide = (known: Parameters<typeof decideVerification>[2], email = 'ann@acme.com') =>
  decideVerification(application, email, known, policy.signUp.disposableDomains);

describe('What a confirmed address leads to', () => {
  test('a new mailbox and a new domain begin a partner, whose id is the application', () => {
    expect(decide(nobody)).toEqual({
      kind: 'begin',
      partnerId: application.applicationId,
      run: 1,
      personId: application.personId,
    });
  });

  test('a disposable address is refused with its reason [F1]', () => {
    expect(decide(nobody, 'ann@x.mailinator.com')).toEqual({ kind: 'refuse', refusal: 'disposable-address' });
  });

  test.each([
    ['in the middle of its run', aProfile()],
    ['whose lifecycle has not started yet', undefined],
  ])('a mailbox of a partner %s is known', (_, profile) => {
    const known = { emailOwner: owner, domainOwner: owner, profile };
    expect(decide(known)).toEqual({ kind: 'known' });
    expect(isKnown(known)).toBe(true);
  });

  test("somebody else's domain is refused, ended or not: a stranger never gets at a partner's history", () => {
    expect(decide({ ...nobody, domainOwner: owner })).toEqual({
      kind: 'refuse',
      refusal: 'domain-taken',
      partnerId: PARTNER,
    });
  });

  test.each(['declined', 'withdrawn', 'sunset'] as const)(
    'the mailbox of a partner that is %s begins its next run [L16]',
    (stage) => {
      const known = { emailOwner: owner, domainOwner: owner, profile: aProfile({ stage, run: 2 }) };
      expect(isKnown(known)).toBe(false);
      expect(decide(known)).toEqual({ kind: 'begin', partnerId: PARTNER, run: 3, personId: PERSON });
    },
  );

  test('a partner that has ended cannot come back with a domain of another', () => {
    const other = { personId: PERSON, partnerId: '01EX5ZZKBKACTAV9WEVGEMMVRZ' };
    const known = { emailOwner: owner, domainOwner: other, profile: aProfile({ stage: 'sunset' }) };
    expect(decide(known)).toMatchObject({ kind: 'refuse', partnerId: other.partnerId });
  });
});

describe('A link that is followed again', () => {
  test.each([
    ['verified', 'verified'],
    ['known', 'known'],
    ['refused', 'refused'],
  ] as const)('of an application that is %s answers the same', (status, outcome) => {
    expect(settledAnswer({ ...application, status }, NOW)).toMatchObject({ outcome });
  });

  test('works to the last millisecond of its time, and not after', () => {
    const end = Date.parse(application.verifyUntil);
    expect(settledAnswer(application, end)).toBeUndefined();
    expect(() => settledAnswer(application, end + 1)).toThrow('expired');
  });

  test('of an erased person is gone', () => {
    expect(() => settledAnswer({ ...application, status: 'erased' }, NOW)).toThrow('expired');
  });
});
