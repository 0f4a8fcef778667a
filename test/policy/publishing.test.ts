import { describe, expect, test } from 'vitest';
import { changesFor, changesRates, worseForPartners } from '../../functions/policy/changes.ts';
import {
  firstPolicy,
  type Policy,
  type PolicyVersion,
  type Publication,
  policyDocument,
} from '../../functions/policy/contract.ts';
import { checkPublication, sameAsLatest, warningsOf } from '../../functions/policy/publishing.ts';
import { firstVersion, versionInForce } from '../../functions/shared/policy-reader.ts';

const now = Date.parse('2027-03-01T09:00:00.000Z');
const inDays = (days: number): string => new Date(now + days * 86_400_000).toISOString();

const changed = (change: (policy: Policy) => void): Policy => {
  const copy = structuredClone(firstPolicy);
  change(copy);
  return copy;
};
const worse = changed((policy) => {
  policy.terms.firstPaymentBp = 2_000;
});
const better = changed((policy) => {
  policy.terms.firstPaymentBp = 3_000;
});
const aPublication = (over: Partial<Publication> = {}): Publication => ({
  basedOn: 1,
  effectiveAt: inDays(1),
  appliesTo: 'new',
  note: 'For the test',
  document: better,
  ...over,
});
const aVersion = (over: Partial<PolicyVersion>): PolicyVersion => ({ ...firstVersion(), ...over });

test('the defaults are a valid policy without a warning', () => {
  expect(policyDocument.parse(firstPolicy)).toEqual(firstPolicy);
  expect(warningsOf(firstPolicy)).toEqual([]);
});

describe('The document refuses what cannot be', () => {
  test.each([
    [
      'weights that do not sum to 100 %',
      (p: Policy) => {
        p.scoring.weights['icp-overlap'] = 2_499;
      },
    ],
    [
      'steps that do not rise',
      (p: Policy) => {
        p.scoring.icpStepsBp = [2_000, 2_000, 6_000, 8_000];
      },
    ],
    [
      'pursue below conditional',
      (p: Policy) => {
        p.scoring.pursueFromMilli = 2_000;
      },
    ],
    [
      'a milestone due before it opens',
      (p: Policy) => {
        p.onboarding.milestones.O2 = { opensOnDay: 8, dueOnDay: 7 };
      },
    ],
    [
      'fewest KPIs above the most',
      (p: Policy) => {
        p.onboarding.kpis.fewest = 6;
      },
    ],
    [
      'a time zone that does not exist',
      (p: Policy) => {
        p.calendar.timeZone = 'Europe/Atlantis';
      },
    ],
    [
      'a share above 100 %',
      (p: Policy) => {
        p.terms.firstPaymentBp = 10_001;
      },
    ],
    [
      'half a basis point',
      (p: Policy) => {
        p.terms.firstPaymentBp = 2_500.5;
      },
    ],
  ])('%s', (_, change) => {
    expect(policyDocument.safeParse(changed(change)).success).toBe(false);
  });

  test('an unknown field', () => {
    expect(policyDocument.safeParse({ ...firstPolicy, surprise: 1 }).success).toBe(false);
  });
});

describe('Effective dates [Z2]', () => {
  test('better terms may begin the day after, and take two all the same', () => {
    const check = checkPublication([firstVersion()], aPublication(), now);
    expect(check).toEqual({ ok: true, version: 2, worse: [], takesTwo: true });
  });

  test.each([
    ['a millisecond before publication is refused', -1, better, false],
    ['less than ten minutes after it is refused: functions may not know of it', 599_999, better, false],
    ['ten minutes after it is taken', 600_000, better, true],
    ['worse terms in 29 days are refused', 29 * 86_400_000, worse, false],
    ['worse terms a millisecond early are refused', 30 * 86_400_000 - 1, worse, false],
    ['worse terms in 30 days are taken', 30 * 86_400_000, worse, true],
  ])('%s', (_, offset, document, taken) => {
    const effectiveAt = new Date(now + offset).toISOString();
    expect(checkPublication([firstVersion()], aPublication({ effectiveAt, document }), now).ok).toBe(taken);
  });

  test('a refusal names what got worse', () => {
    const check = checkPublication([firstVersion()], aPublication({ document: worse }), now);
    expect(check).toMatchObject({ ok: false, sentence: expect.stringContaining('First payments: 25 % becomes 20 %') });
  });

  test('a version cannot take effect before the one it follows', () => {
    const versions = [firstVersion(), aVersion({ version: 2, effectiveAt: inDays(40) })];
    expect(checkPublication(versions, aPublication({ basedOn: 2, effectiveAt: inDays(39) }), now)).toMatchObject({
      ok: false,
      problem: 'too-early',
    });
  });

  test('what somebody else published in between is not overwritten', () => {
    const versions = [firstVersion(), aVersion({ version: 2 })];
    expect(checkPublication(versions, aPublication({ basedOn: 1 }), now)).toMatchObject({
      ok: false,
      problem: 'stale',
    });
  });
});

describe('Worse for partners', () => {
  test.each([
    [
      'a longer review window',
      (p: Policy) => {
        p.terms.reviewDays = 31;
      },
    ],
    [
      'a higher payout minimum',
      (p: Policy) => {
        p.terms.payoutMinimumMinor += 1;
      },
    ],
    [
      'a higher minimum in another currency',
      (p: Policy) => {
        p.payouts.minimumMinor.EUR = 500_000;
      },
    ],
    [
      'a minimum where there was none',
      (p: Policy) => {
        p.payouts.minimumMinor.SEK = 10_000;
      },
    ],
    [
      'a later day of payouts',
      (p: Policy) => {
        p.payouts.dayOfMonth += 1;
      },
    ],
    [
      'a lower margin of one tier',
      (p: Policy) => {
        p.tiers.channel.Gold.marginBp -= 1;
      },
    ],
    [
      'one more certificate for a tier',
      (p: Policy) => {
        p.tiers.channel.Silver.certifiedTechnical += 1;
      },
    ],
    [
      'a newly prohibited tactic',
      (p: Policy) => {
        p.terms.prohibitedTactics.push('Printing flyers');
      },
    ],
    [
      'fewer industries',
      (p: Policy) => {
        p.terms.verticals = ['software'];
      },
    ],
    [
      'a higher pass mark',
      (p: Policy) => {
        p.certification.sales.passFromBp = 9_000;
      },
    ],
    [
      'another currency',
      (p: Policy) => {
        p.calendar.reportingCurrency = 'EUR';
      },
    ],
    [
      'a lower rate of a plan',
      (p: Policy) => {
        p.earning.plans = p.earning.plans.map((plan) => ({ ...plan, months: 6 }));
      },
    ],
    [
      'less for a co-sell',
      (p: Policy) => {
        p.earning.coSellBp -= 1;
      },
    ],
    [
      'less for a meeting',
      (p: Policy) => {
        p.earning.meetingMinor = { USD: 49_999 };
      },
    ],
    [
      'another model of attribution',
      (p: Policy) => {
        p.terms.attribution = 'linear';
      },
    ],
    [
      'a tier whose plan is a lesser one',
      (p: Policy) => {
        p.earning.planOf.Preferred = 'default';
      },
    ],
  ])('%s', (_, change) => {
    expect(worseForPartners(firstPolicy, changed(change))).toHaveLength(1);
    expect(worseForPartners(changed(change), changed(change))).toEqual([]);
  });

  test('the other direction is not', () => {
    const after = changed((policy) => {
      policy.terms.reviewDays = 10;
      policy.payouts.minimumMinor = {};
      policy.payouts.dayOfMonth -= 1;
      policy.payouts.taxFormsRequired = false;
      policy.terms.prohibitedTactics.pop();
      policy.tiers.channel.Gold.openDeals = 50;
    });
    expect(worseForPartners(firstPolicy, after)).toEqual([]);
  });
});

describe('Whom a change concerns [B3]', () => {
  const after = changed((policy) => {
    policy.terms.firstPaymentBp = 2_000;
    policy.tiers.channel.Gold.marginBp = 2_900;
    policy.terms.cookieDays = 90;
  });

  test.each([
    [
      'an affiliate by its plan',
      'Standard',
      undefined,
      ['First payments: 25 % becomes 20 %.', 'Cookie days: 60 becomes 90.'],
    ],
    ['one with a plan of its own, not by its tier’s', 'Standard', 'preferred', ['Cookie days: 60 becomes 90.']],
    [
      'a reseller by its margin',
      'Gold',
      undefined,
      ['Cookie days: 60 becomes 90.', 'Gold: margin: 30 % becomes 29 %.'],
    ],
    ['another tier not', 'Silver', undefined, ['Cookie days: 60 becomes 90.']],
  ] as const)('%s', (_, tier, ownPlan, sentences) => {
    expect(changesFor(firstPolicy, after, { tier, ownPlan })).toEqual(sentences);
  });

  test('rates and limits take two people, dates of the calendar one [A14]', () => {
    expect(changesRates(firstPolicy, after)).toBe(true);
    expect(
      changesRates(
        firstPolicy,
        changed((policy) => void policy.calendar.holidays.push('2030-01-01')),
      ),
    ).toBe(false);
    const stricter = changed((policy) => {
      policy.money.secondPersonAbove.adjustmentMinor = 1;
    });
    expect(changesRates(firstPolicy, stricter)).toBe(true);
  });

  test('a plan is changed, never removed: terms of partners may name it', () => {
    const without = changed((policy) => {
      policy.earning.plans = [];
      policy.earning.planOf = { Standard: 'default', Preferred: 'default', Ambassador: 'default' };
    });
    const check = checkPublication([firstVersion()], aPublication({ effectiveAt: inDays(40), document: without }), now);
    expect(check).toMatchObject({ ok: false, problem: 'plan-removed', sentence: expect.stringContaining('preferred') });
  });
});

describe('A draft under which a customer costs too much [A15]', () => {
  const customer = {
    contractMinor: 120_000,
    lifetimeMonths: 24,
    paymentsPerYear: 12 as const,
    blendedCostMinor: 15_000,
  };
  const dear = changed((policy) => {
    policy.earning.customer = customer;
  });

  test('needs a reason, and quotes the rule', () => {
    expect(checkPublication([firstVersion()], aPublication({ document: dear }), now)).toMatchObject({
      ok: false,
      problem: 'override-needed',
      sentence: expect.stringContaining('what a customer costs without affiliates (A15)'),
    });
    const override = 'We enter a market.';
    expect(checkPublication([firstVersion()], aPublication({ document: dear, override }), now).ok).toBe(true);
  });

  test('is not asked for again by what changes something else', () => {
    const versions = [firstVersion(), aVersion({ version: 2, document: dear })];
    const next = { ...dear, calendar: { ...dear.calendar, holidays: [] } };
    expect(checkPublication(versions, aPublication({ basedOn: 2, document: next }), now).ok).toBe(true);
  });
});

test('an unusual number is taken with a warning [Z3]', () => {
  const unusual = changed((policy) => {
    policy.terms.firstPaymentBp = 4_500;
  });
  expect(policyDocument.safeParse(unusual).success).toBe(true);
  expect(warningsOf(unusual)).toEqual(['Commission on the first payment: 45 % is unusual; typical is 5 to 30.']);
});

describe('Which version is in force [Z2]', () => {
  const versions = [
    firstVersion(),
    aVersion({ version: 2, effectiveAt: inDays(10), appliesTo: 'new' }),
    aVersion({ version: 3, effectiveAt: inDays(20), appliesTo: 'all' }),
  ];

  test.each([
    ['before a version takes effect the one before holds', 9, undefined, 1],
    ['from its effective date a version holds for what begins', 10, undefined, 2],
    ['what runs keeps its version when the new one is for new journeys', 15, 1, 1],
    ['"all" reaches what runs, from its date', 20, 1, 3],
    ['"all" does not reach back before its date', 19, 2, 2],
  ])('%s', (_, day, begunUnder, expected) => {
    expect(versionInForce(versions, inDays(day), begunUnder).version).toBe(expected);
  });
});

test('a publication that is repeated after a lost reply is answered as the first time', () => {
  const asked = aPublication();
  const { basedOn: _, ...rest } = asked;
  const versions = [firstVersion(), aVersion({ version: 2, ...rest })];
  expect(sameAsLatest(versions, asked)).toMatchObject({ version: 2, worseForPartners: [] });
  expect(sameAsLatest(versions, { ...asked, note: 'Another' })).toBeUndefined();
});
