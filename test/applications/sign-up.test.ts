import { describe, expect, test } from 'vitest';
import { formChoices } from '../../functions/applications/choices.ts';
import { applicationForm, type StatedCustomers } from '../../functions/applications/contract.ts';
import { draftFromForm } from '../../functions/applications/draft.ts';
import { companyFactsOf, keptCustomers, pathOf } from '../../functions/applications/facts.ts';
import { filledByMachine, formToken } from '../../functions/applications/form-token.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { addressHash } from '../../functions/shared/address.ts';
import { aForm, aNomination, KEY, NOW, policy } from './builders.ts';

const rejects = (over: Record<string, unknown>): string[] => {
  const result = applicationForm.safeParse({ ...aForm(), ...over });
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.'));
};

describe('The form takes what a person types and nothing else', () => {
  test('a filled-in form is taken', () => {
    expect(applicationForm.parse(aForm())).toEqual(aForm());
  });

  test.each([
    ['a line break in a name that would become a header (fault 24)', 'contactName', 'Ann\r\nBcc: x@y.z'],
    ['a line break in an address', 'email', 'c@d.co\r\nBcc: e@f.co'],
    ['a second address', 'email', 'a@b.co, c@d.co'],
    ['a Cyrillic letter that looks Latin (fault 27)', 'email', 'pаypal@gmail.com'],
    ['a direction mark in a name', 'contactName', 'Ann\u202egnp'],
    ['a zero-width space in a company', 'company', 'Ac\u200bme'],
    ['65 characters before the @', 'email', `${'a'.repeat(65)}@acme.com`],
    [
      '255 characters of address',
      'email',
      `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(69)}.com`,
    ],
    ['a name of 300 characters (fault 26)', 'contactName', 'x'.repeat(300)],
    ['an empty company', 'company', '   '],
    ['a country that is not a code', 'country', 'Germany'],
    ['a negative audience', 'audienceSize', -1],
    ['half a person', 'audienceSize', 0.5],
    ['shares that do not sum to 100', 'customers.region', { ...aForm().customers, region: { europe: 99 } }],
  ])('refuses %s', (_, field, value) => {
    const key = field.split('.')[0] ?? field;
    expect(rejects({ [key]: value }).map((path) => path.split('.')[0])).toContain(key);
  });

  test.each([
    ['status', 'approved'],
    ['commissionRate', 0.9],
    ['role', 'admin'],
    ['partnerId', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ])('refuses the field %s that nobody asked for (fault 36)', (field, value) => {
    expect(applicationForm.safeParse({ ...aForm(), [field]: value }).success).toBe(false);
  });

  test('a __proto__ in the body changes nothing', () => {
    const body: unknown = JSON.parse(JSON.stringify(aForm()).replace('{', '{"__proto__":{"role":"admin"},'));
    const result = applicationForm.safeParse(body);
    if (result.success) expect('role' in result.data).toBe(false);
    expect('role' in {}).toBe(false);
  });

  test('two spellings of one letter are one name', () => {
    const composed = applicationForm.parse(aForm({ company: 'Caf\u00e9' }));
    const decomposed = applicationForm.parse(aForm({ company: 'Cafe\u0301' }));
    expect(composed.company).toBe(decomposed.company);
  });
});

describe('One mailbox is one person [F1]', () => {
  test.each([
    ['ann+1@x.com', 'ann@x.com', true],
    ['ANN@X.COM', 'ann@x.com', true],
    ['a.n.n@gmail.com', 'ann@googlemail.com', true],
    ['a.nn@x.com', 'ann@x.com', false],
    ['ann@x.com', 'ann@y.com', false],
  ])('%s and %s: same is %s', (one, other, same) => {
    expect(addressHash(KEY, one) === addressHash(KEY, other)).toBe(same);
  });
});

describe('Machines (fault 38)', () => {
  const token = formToken(KEY, NOW, 'nonce');
  const machine = (afterMs: number, fax?: string) =>
    filledByMachine(KEY, policy.signUp, { formToken: token, fax }, NOW + afterMs);

  test.each([
    ['filled in in 1,999 ms is a machine', 1_999, undefined, true],
    ['filled in in 2 s is a person', 2_000, undefined, false],
    ['the hidden field filled in is a machine, however slow', 60_000, '555', true],
    ['an empty hidden field is a person', 60_000, '', false],
    ['24 hours later is a person still', 24 * 3_600_000, undefined, false],
  ])('%s', (_, afterMs, fax, expected) => {
    expect(machine(afterMs, fax)).toBe(expected);
  });

  test('a form that was open for longer must be opened again', () => {
    expect(() => machine(24 * 3_600_000 + 1)).toThrow('Reload the page');
  });

  test.each([
    ['another key', formToken('another key', NOW, 'nonce')],
    ['nothing', 'x'],
    ['a changed time', token.replace(/^./, '0')],
  ])('a token signed with %s is none of ours', (_, forged) => {
    expect(() => filledByMachine(KEY, policy.signUp, { formToken: forged }, NOW + 5_000)).toThrow('Reload the page');
  });
});

describe('Types, tiers and paths', () => {
  test.each([
    ['affiliate', 'Standard', 'self-serve'],
    ['channel', 'Registered', 'self-serve'],
    ['channel', 'Silver', 'full'],
    ['channel', 'Platinum', 'full'],
    ['integration', 'Registered', 'full'],
    ['strategic', 'Registered', 'full'],
  ] as const)('%s at %s takes the %s path [L12]', (type, tier, path) => {
    expect(pathOf(type, tier)).toBe(path);
  });

  test('a type that is not open is refused by name [L13]', () => {
    expect(() => companyFactsOf(aNomination({ programType: 'channel' }), firstPolicy)).toThrow('does not take channel');
    expect(companyFactsOf(aNomination({ programType: 'channel' }), policy).targetTier).toBe('Registered');
  });

  test('an affiliate cannot apply for Ambassador [T3]', () => {
    expect(() => companyFactsOf(aNomination({ targetTier: 'Ambassador' }), policy)).toThrow('cannot be applied for');
  });

  test('the form offers only open types, and does not say what lies inside the ideal profile', () => {
    expect(formChoices(firstPolicy).programTypes.map((one) => one.id)).toEqual(['affiliate']);
    expect(formChoices(policy).programTypes.map((one) => one.id)).toEqual(['affiliate', 'channel']);
    expect(JSON.stringify(formChoices(policy))).not.toMatch(/insideIcp|score/);
  });
});

describe('Customers are kept as counts [S7]', () => {
  const { icp } = policy.scoring;

  test('a list becomes counts of equal rows; names and ids both match; the rest counts as outside', () => {
    const row = { segment: 'Mid-market', industry: 'software', companySize: '50 to 249 people', region: ' EUROPE ' };
    const stated: StatedCustomers = {
      kind: 'list',
      rows: [row, { ...row, segment: 'mid-market' }, { ...row, region: 'Mars' }],
    };
    expect(keptCustomers(stated, icp)).toEqual({
      kind: 'list',
      rows: 3,
      counts: { 'mid-market|software|50-249|europe': 2, 'mid-market|software|50-249|?': 1 },
    });
  });

  test('a share for something that the form does not offer is refused by name', () => {
    const customers = { ...aForm().customers, region: { atlantis: 100 } };
    expect(() =>
      companyFactsOf(aForm({ customers: applicationForm.shape.customers.parse(customers) }), policy),
    ).toThrow('"atlantis" is not one of the choices');
  });
});

describe('The draft of an application', () => {
  const on = { programKey: KEY, policy, nowMs: NOW };

  test('the same form sent twice is one application; a corrected one is another', () => {
    const first = draftFromForm(aForm(), on);
    expect(draftFromForm(aForm(), { ...on, nowMs: NOW + 1_000 }).application.applicationId).toBe(
      first.application.applicationId,
    );
    expect(draftFromForm(aForm({ company: 'Acme Inc.' }), on).application.applicationId).not.toBe(
      first.application.applicationId,
    );
    expect(draftFromForm(aForm({ formToken: 'other' }), on).application.applicationId).not.toBe(
      first.application.applicationId,
    );
  });

  test('only the person holds personal data', () => {
    const { application, person } = draftFromForm(aForm(), on);
    expect(person).toMatchObject({ name: 'Ann Miller', email: 'ann@acme.com' });
    expect(JSON.stringify(application)).not.toMatch(/Ann|ann@/);
  });
});
