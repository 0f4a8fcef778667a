import { describe, expect, test } from 'vitest';
import { answerAgain, checkAcceptance, ourOwner, recordOf, whyBlocked } from '../../functions/agreements/acceptance.ts';
import { type Acceptance, acceptance, agreementItem } from '../../functions/agreements/contract.ts';
import { documentFor } from '../../functions/agreements/document.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import type { Scorecard } from '../../functions/scorecard/contract.ts';
import { ADMITTED, aFact, aProfile, PERSON } from '../onboarding/builders.ts';

const affiliate = documentFor(aProfile({ programType: 'affiliate', targetTier: 'Standard' }), firstPolicy, 'Acme');
const integration = documentFor(aProfile({ programType: 'integration' }), firstPolicy, 'Acme');
const anAcceptance = (body: Partial<Acceptance> = {}): Acceptance => ({
  hash: affiliate.hash,
  owner: 'Ann Lee',
  ...body,
});
const terms: Acceptance['integration'] = {
  kind: 'api',
  valueToOurUsers: 'Less typing.',
  valueToYourUsers: 'Fewer errors.',
  dataFlow: 'both',
  auth: 'oauth2',
  yourMaintenanceOwner: 'Ben Ito',
  revenueModel: 'free',
};
const aScorecard = (overlapBp: number | null): Scorecard => ({
  type: 'SCORECARD',
  partnerId: aProfile().partnerId,
  run: 1,
  version: 1,
  occasion: 'people',
  path: 'full',
  policyVersion: 1,
  criteria: [],
  thresholds: { pursueFromMilli: 3_500, conditionalFromMilli: 2_500, icpGateBp: 6_000 },
  total: { numerator: 4, denominator: 1 },
  result: {
    version: 1,
    path: 'full',
    decision: 'conditional',
    totalMillipoints: 4_000,
    knownWeightBp: 10_000,
    overlapBp,
    access: 'needs-people',
    ask: 'gate-override',
    tier: 'Registered',
    capped: false,
    missing: [],
    reason: '',
  },
  scoredBy: 'rule',
  scoredAt: ADMITTED,
  inputHash: '',
});

describe('Who may accept', () => {
  test('a partner who is admitted', () => {
    expect(whyBlocked(aProfile(), aScorecard(6_000), [])).toBeUndefined();
  });

  test('nobody before admission', () => {
    const { admittedAt: _, ...waiting } = aProfile({ stage: 'Evaluate' });
    expect(whyBlocked(waiting, undefined, [])).toMatch(/once you are admitted/);
  });

  test.each(['declined', 'withdrawn', 'sunset'] as const)('nobody who has ended as %s', (stage) => {
    expect(whyBlocked(aProfile({ stage }), undefined, [])).toMatch(/no longer/);
  });

  test.each([
    ['59.99 %, no override', 5_999, [], true],
    ['60 %', 6_000, [], false],
    ['overlap not known', null, [], false],
    [
      '59.99 %, overridden',
      5_999,
      [aFact('decision:gate-override', ADMITTED, { outcome: 'admitted', reason: 'Known.' })],
      false,
    ],
    [
      '59.99 %, override refused',
      5_999,
      [aFact('decision:gate-override', ADMITTED, { outcome: 'declined', reason: 'No.' })],
      true,
    ],
    [
      '59.99 %, accepted on condition by a person',
      5_999,
      [aFact('decision:conditional', ADMITTED, { outcome: 'accepted', reason: 'Small.' })],
      false,
    ],
    [
      '59.99 %, accepted by rule at the deadline',
      5_999,
      [{ ...aFact('decision:conditional', ADMITTED, { outcome: 'accepted', reason: 'Deadline.' }), by: 'rule' }],
      true,
    ],
  ])('below 60 %% overlap only with a named person on the record: %s', (_label, overlapBp, facts, blocked) => {
    expect(whyBlocked(aProfile(), aScorecard(overlapBp), facts) !== undefined).toBe(blocked);
  });
});

describe('What is accepted', () => {
  test('is the text as it stands', () => {
    expect(() => checkAcceptance(anAcceptance(), affiliate)).not.toThrow();
  });

  test('is not a text that has changed since: the new hash is told', () => {
    const stale = anAcceptance({ hash: 'a'.repeat(64) });
    expect(() => checkAcceptance(stale, affiliate)).toThrow(
      expect.objectContaining({ status: 409, extra: { hash: affiliate.hash, version: affiliate.version } }),
    );
  });

  test('needs the terms of an integration, and only there', () => {
    const bare = anAcceptance({ hash: integration.hash });
    expect(() => checkAcceptance(bare, integration)).toThrow(expect.objectContaining({ status: 422 }));
    expect(() => checkAcceptance({ ...bare, integration: terms }, integration)).not.toThrow();
    expect(() => checkAcceptance(anAcceptance({ integration: terms }), affiliate)).toThrow(
      expect.objectContaining({ status: 422 }),
    );
  });

  test('an integration without a maintenance owner is refused at the edge', () => {
    const { yourMaintenanceOwner: _, ...without } = terms;
    expect(acceptance.safeParse({ hash: integration.hash, owner: 'Ann', integration: without }).success).toBe(false);
  });

  test('nothing else can be slipped in', () => {
    expect(acceptance.safeParse({ ...anAcceptance(), firstPaymentBp: 9_000 }).success).toBe(false);
    expect(acceptance.safeParse({ ...anAcceptance(), owner: 'Ann\r\nBcc: x@y.z' }).success).toBe(false);
  });
});

describe('The record', () => {
  const record = (body = anAcceptance()) =>
    recordOf({
      profile: aProfile(),
      personId: PERSON,
      document: affiliate,
      acceptance: body,
      owner: 'Mara Vogel',
      from: 'keyed',
      policyVersion: 1,
      at: ADMITTED,
    });

  test('says who, when, which text, from where, both owners and the value map', () => {
    expect(agreementItem.parse(record())).toMatchObject({
      acceptedBy: PERSON,
      acceptedAt: ADMITTED,
      hash: affiliate.hash,
      text: affiliate.text,
      from: 'keyed',
      owners: { ours: 'Mara Vogel', yours: 'Ann Lee' },
      valueMap: affiliate.valueMap,
    });
  });

  test('accepted again, the answer is the first one', () => {
    expect(answerAgain(record(), anAcceptance())).toEqual({
      acceptedAt: ADMITTED,
      version: affiliate.version,
      hash: affiliate.hash,
      owner: 'Ann Lee',
    });
  });

  test('accepted again on other terms is refused', () => {
    expect(() => answerAgain(record(), anAcceptance({ owner: 'Eve' }))).toThrow(
      expect.objectContaining({ status: 422 }),
    );
  });
});

test('our owner is the first manager, else the first of the pool', () => {
  const ops = { name: 'Noor', email: 'n@acme.example', role: 'ops' as const };
  const manager = { name: 'Mara', email: 'm@acme.example', role: 'manager' as const };
  expect(ourOwner([ops, manager])).toBe('Mara');
  expect(ourOwner([ops])).toBe('Noor');
});
