import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journeyPlan, type PlannedMilestone } from '../../functions/onboarding/contract.ts';
import { timersOf } from '../../functions/onboarding/plan.ts';
import { ADMITTED, aJourney, anAffiliateJourney, inZone, onDay } from './builders.ts';

const DAY = 86_400;
const partnerPlan = (journey = aJourney(), now = ADMITTED) => {
  const plan = timersOf(journey, now);
  if (plan.kind !== 'partner') throw new Error('not a partner journey');
  return plan;
};
const affiliatePlan = (journey = anAffiliateJourney(), now = ADMITTED) => {
  const plan = timersOf(journey, now);
  if (plan.kind !== 'affiliate') throw new Error('not an affiliate journey');
  return plan;
};
const milestone = (id: string, plan = partnerPlan()): PlannedMilestone => {
  const found = plan.milestones.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe('Day 0 is the instant of admission, day n the same local time n days later', () => {
  test.each([
    ['an ordinary month', 'America/New_York', '2027-06-07T14:30:00.000Z', 30, '2027-07-07T14:30:00.000Z'],
    [
      'the spring change makes a shorter month',
      'America/New_York',
      '2027-03-01T15:00:00.000Z',
      30,
      '2027-03-31T14:00:00.000Z',
    ],
    [
      'the autumn change makes a longer month',
      'America/New_York',
      '2027-10-20T14:00:00.000Z',
      30,
      '2027-11-19T15:00:00.000Z',
    ],
    [
      'a time in the spring gap moves after it',
      'America/New_York',
      '2027-02-12T07:30:00.000Z',
      30,
      '2027-03-14T07:30:00.000Z',
    ],
    [
      'a time that comes twice is the first one',
      'America/New_York',
      '2028-10-06T05:30:00.000Z',
      30,
      '2028-11-05T05:30:00.000Z',
    ],
    ['Berlin gap, 02:30 becomes 03:30', 'Europe/Berlin', '2028-02-25T01:30:00.000Z', 30, '2028-03-26T01:30:00.000Z'],
    ['31 January into a leap February', 'UTC', '2028-01-31T12:00:00.000Z', 30, '2028-03-01T12:00:00.000Z'],
    ['31 January into a plain February', 'UTC', '2029-01-31T12:00:00.000Z', 30, '2029-03-02T12:00:00.000Z'],
    ['a leap day', 'Europe/Berlin', '2028-02-29T23:00:00.000Z', 30, '2028-03-30T22:00:00.000Z'],
    ['Kiritimati, 14 hours ahead', 'Pacific/Kiritimati', '2027-12-31T10:00:00.000Z', 30, '2028-01-30T10:00:00.000Z'],
    ['the last millisecond of a year', 'America/New_York', '2028-01-01T04:59:59.999Z', 30, '2028-01-31T04:59:59.999Z'],
    [
      'Lord Howe moves by half an hour',
      'Australia/Lord_Howe',
      '2027-09-13T00:00:00.000Z',
      30,
      '2027-10-12T23:30:00.000Z',
    ],
  ])('%s', (_label, zone, admittedAt, day, expected) => {
    const policy = { ...inZone(zone) };
    policy.onboarding = { ...policy.onboarding, closesOnDay: day };
    expect(aJourney({ admittedAt }, policy).endsAt).toBe(expected);
  });
});

describe('The milestones of a partner', () => {
  test('open and fall due on the days of the program', () => {
    const dates = aJourney().milestones.map(({ id, opensAt, dueAt }) => [id, opensAt, dueAt]);
    expect(dates).toEqual([
      ['O1', onDay(0), onDay(3)],
      ['O2', onDay(3), onDay(7)],
      ['O3', onDay(7), onDay(14)],
      ['O4', onDay(14), onDay(21)],
      ['O5', onDay(21), onDay(30)],
    ]);
  });

  test.each([
    ['a Registered channel partner', { programType: 'channel', targetTier: 'Registered' }, false],
    ['a Silver channel partner', { programType: 'channel', targetTier: 'Silver' }, true],
    ['a Platinum channel partner', { programType: 'channel', targetTier: 'Platinum' }, true],
    ['an integration', { programType: 'integration', targetTier: 'Registered' }, true],
    ['co-marketing', { programType: 'co-marketing', targetTier: 'Registered' }, false],
  ] as const)('technical certification of %s', (_label, who, required) => {
    expect(aJourney(who).milestones.map((one) => one.required)).toEqual([true, true, required, true, true]);
  });

  test('one that is done opens the next; an optional one between them is passed over', () => {
    expect(milestone('O1').awaitsToOpen).toEqual(['signed-in']);
    expect(milestone('O2').awaitsToOpen).toEqual(['signed-in', 'sales-certified']);
    expect(milestone('O4').awaitsToOpen).toEqual(['sales-certified', 'first-call-recorded']);
    const silver = partnerPlan(aJourney({ targetTier: 'Silver' }));
    expect(milestone('O4', silver).awaitsToOpen).toEqual(['technical-certified', 'first-call-recorded']);
  });

  test('give the workflow its waits in whole seconds', () => {
    expect(milestone('O2')).toMatchObject({
      opensAtOnce: false,
      opensInSeconds: 3 * DAY,
      dueInSecondsFromOpen: 4 * DAY,
      escalateAfterSeconds: 2 * DAY,
      fromEscalationToEndSeconds: 21 * DAY,
      nudges: true,
      escalates: true,
      escalatesAt: onDay(9),
    });
    expect(milestone('O1')).toMatchObject({ opensAtOnce: true, opensInSeconds: 1 });
  });

  test('the one due on the last day is neither nudged nor escalated: the closing letter says it', () => {
    expect(milestone('O5')).toMatchObject({
      nudges: false,
      escalates: false,
      dueAt: onDay(30),
      escalatesAt: onDay(30),
    });
  });

  test('one that is only offered is never nudged', () => {
    expect(milestone('O3')).toMatchObject({ required: false, nudges: false, escalates: false });
  });

  test('asked again on day 5, the dates stay and the waits are counted from then', () => {
    const plan = partnerPlan(aJourney(), onDay(5));
    expect(milestone('O2', plan)).toMatchObject({
      opensAtOnce: true,
      opensInSeconds: 1,
      dueAt: onDay(7),
      dueInSecondsFromOpen: 2 * DAY,
    });
    expect(plan.endsInSeconds).toBe(25 * DAY);
  });
});

describe('The agreement', () => {
  test('is nudged on days 2 and 7 and lapses on day 14', () => {
    expect(partnerPlan().agreement).toMatchObject({
      nudges: [
        { day: 2, at: onDay(2), secondsFromPrevious: 2 * DAY },
        { day: 7, at: onDay(7), secondsFromPrevious: 5 * DAY },
      ],
      lapse: { day: 14, at: onDay(14), secondsFromPrevious: 7 * DAY },
      reminder: { letter: 'agreement-reminder', data: { signBy: onDay(14) } },
    });
  });
});

describe('The steps of an affiliate', () => {
  test('come on days 1, 3, 7, 14, 21 and 30', () => {
    const { steps } = affiliatePlan();
    expect(Object.values(steps).map((step) => step.day)).toEqual([1, 3, 7, 14, 21, 30]);
    expect(Object.values(steps).map((step) => step.secondsFromPrevious / DAY)).toEqual([1, 2, 4, 7, 7, 9]);
  });

  test('the question for the first link is skipped once there was a click', () => {
    expect(affiliatePlan().steps.firstLink.letter).toMatchObject({
      letter: 'affiliate-first-link',
      unless: ['first-click'],
    });
  });

  test.each([
    [999, false],
    [1_000, false],
    [1_001, true],
    [undefined, false],
  ])('an audience of %s is offered a landing page: %s', (audience, offered) => {
    const plan = affiliatePlan(anAffiliateJourney({ audience }));
    expect(plan.landingPageOffer).toBe(offered);
    expect(plan.steps.landingPage.letter !== undefined).toBe(offered);
  });
});

test('whatever the moment and the zone, every wait is one that Step Functions takes, and no wait ends early', () => {
  const zones = fc.constantFrom(
    'UTC',
    'America/New_York',
    'Europe/Berlin',
    'Pacific/Kiritimati',
    'Australia/Lord_Howe',
  );
  const instants = fc.date({ min: new Date('2027-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, instants, fc.boolean(), fc.nat(40 * DAY), (zone, admitted, affiliate, elapsed) => {
      const admittedAt = admitted.toISOString();
      const now = new Date(admitted.getTime() + elapsed * 1000).toISOString();
      const make = affiliate ? anAffiliateJourney : aJourney;
      const journey = make({ admittedAt }, inZone(zone));
      const plan = journeyPlan.parse(timersOf(journey, now));
      expect(Date.parse(now) + plan.endsInSeconds * 1000).toBeGreaterThanOrEqual(Date.parse(journey.endsAt));
      expect(journey.milestones.every((one) => one.opensAt < one.dueAt && one.dueAt <= journey.endsAt)).toBe(true);
    }),
  );
});
