import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askAll, gravestFirst, modeOf } from '../../functions/fraud/asking.ts';
import { allRules, saleRules, saysOf, wordsOf } from '../../functions/fraud/rules/catalogue.ts';
import { type PartnerKnown, partnerRules } from '../../functions/fraud/rules/rates.ts';
import type { SaleKnown } from '../../functions/fraud/rules/sale.ts';
import { busiestMinute } from '../../functions/fraud/rules/visit.ts';
import { type FraudRule, firstPolicy, fraudRule } from '../../functions/policy/contract.ts';

const rules = firstPolicy.fraud;
const AT = '2027-03-01T09:00:00.000Z';

/** A sale about which nothing is wrong, and everything is known. */
const clean: SaleKnown = {
  kind: 'sale',
  at: AT,
  customer: {
    mailbox: 'buyer',
    domain: 'buyer.example',
    payment: 'card',
    device: 'laptop',
    phone: 'passed',
    disposable: false,
  },
  partner: {
    mailbox: 'partner',
    domains: ['partner.example'],
    disposable: false,
    verified: true,
    accounts: ['iban'],
    devices: [{ device: 'desk', at: AT }],
    allowed: { couponSites: false, brandBidding: false },
  },
  click: { at: AT, device: 'laptop', referrerHost: 'blog.example.com', viewed: true, acted: true, inAMinute: 1 },
  alike: 1,
};
const click = (over: Partial<NonNullable<SaleKnown['click']>>) => ({
  ...clean,
  click: { at: AT, device: 'laptop', ...clean.click, ...over },
});
const customer = (over: SaleKnown['customer']) => ({ ...clean, customer: { ...clean.customer, ...over } });
const partner = (over: Partial<SaleKnown['partner']>) => ({ ...clean, partner: { ...clean.partner, ...over } });
const lead = (over: Partial<SaleKnown>): SaleKnown => ({ ...clean, ...over, kind: 'lead' });
const unclicked: SaleKnown = { kind: 'sale', at: AT, customer: clean.customer, partner: clean.partner };
const onDay = (days: number) => new Date(Date.parse(AT) + days * 86_400_000).toISOString();

const ruled = (rule: FraudRule, known: SaleKnown) => saleRules.find((one) => one.rule === rule)?.check(known, rules);

describe('A rule about a sale', () => {
  test('has nothing against a clean sale, nor a clean lead', () => {
    expect(askAll(saleRules, clean, rules, {})).toEqual({ found: [], shadow: [], notRun: [] });
    expect(askAll(saleRules, lead({}), rules, {})).toEqual({ found: [], shadow: [], notRun: [] });
  });

  test.each<[FraudRule, string, SaleKnown]>([
    ['same-person', 'the mailbox is the partner’s', customer({ mailbox: 'partner' })],
    ['same-account', 'paid from the account the partner is paid to', customer({ payment: 'iban' })],
    ['disposable-address', 'the customer’s address is thrown away', customer({ disposable: true })],
    ['disposable-address', 'the partner’s address is thrown away', partner({ disposable: true })],
    ['reward-traffic', 'the visitor was paid to click', click({ referrerHost: 'www.swagbucks.com' })],
    ['same-company', 'the domain is the partner’s', customer({ domain: 'partner.example' })],
    ['same-device', 'the click is from the partner’s device', click({ device: 'desk' })],
    ['same-device', 'the purchase is from the partner’s device', customer({ device: 'desk' })],
    [
      'same-device',
      'a purchase without a click, from the partner’s device',
      { ...unclicked, customer: { ...clean.customer, device: 'desk' } },
    ],
    ['same-device', '7 days later', click({ device: 'desk', at: onDay(7) })],
    ['no-page-view', 'the script saw no page', click({ viewed: false })],
    ['no-interaction', 'no gesture opened the page', click({ acted: false })],
    ['click-burst', '21 clicks in a minute', click({ inAMinute: 21 })],
    ['referrer', 'a coupon site', click({ referrerHost: 'retailmenot.com' })],
    ['referrer', 'an advertisement', click({ referrerHost: 'www.googleadservices.com' })],
    ['leads-alike', 'the third lead alike but for digits', lead({ alike: 3 })],
    ['unverified-address', 'the partner is not verified', partner({ verified: false })],
    ['phone-check', 'the number is not the person’s', lead({ customer: { ...clean.customer, phone: 'failed' } })],
  ])('%s flags: %s', (rule, _, known) => {
    const verdict = ruled(rule, known);
    expect(verdict?.is).toBe('flag');
    if (verdict?.is === 'flag') expect(saysOf({ rule, evidence: verdict.evidence })).not.toMatch(/undefined|NaN/);
  });

  test.each<[FraudRule, string, SaleKnown]>([
    [
      'same-company',
      'a provider of free mail',
      { ...partner({ domains: [] }), customer: { domain: 'partner.example' } },
    ],
    [
      'same-device',
      'a purchase without a click, 8 days later',
      { ...unclicked, at: onDay(8), customer: { ...clean.customer, device: 'desk' } },
    ],
    ['same-device', '8 days later', click({ device: 'desk', at: onDay(8) })],
    ['click-burst', '20 clicks in a minute', click({ inAMinute: 20 })],
    [
      'referrer',
      'a coupon site that is allowed',
      {
        ...click({ referrerHost: 'retailmenot.com' }),
        partner: { ...clean.partner, allowed: { couponSites: true, brandBidding: false } },
      },
    ],
    ['referrer', 'a site whose name only ends alike', click({ referrerHost: 'notgroupon.com' })],
    ['leads-alike', 'two leads', lead({ alike: 2 })],
    ['phone-check', 'a sale has no phone check', customer({ phone: 'failed' })],
  ])('%s lets pass: %s', (rule, _, known) => {
    expect(ruled(rule, known)).toEqual({ is: 'passes' });
  });

  test.each<[FraudRule, SaleKnown, string]>([
    ['same-person', customer({ mailbox: undefined }), 'e-mail'],
    ['same-person', partner({ mailbox: undefined }), 'e-mail'],
    ['same-account', customer({ payment: undefined }), 'means of payment'],
    ['same-account', partner({ accounts: [] }), 'payout account'],
    ['disposable-address', customer({ disposable: undefined }), 'e-mail'],
    ['same-company', customer({ domain: undefined }), 'e-mail'],
    ['same-company', partner({ domains: undefined }), 'domain'],
    ['same-device', partner({ devices: [] }), 'devices'],
    ['same-device', { ...unclicked, customer: {} }, 'a click'],
    ['reward-traffic', unclicked, 'a click'],
    ['referrer', click({ referrerHost: undefined }), 'the page the visitor came from'],
    ['no-page-view', click({ viewed: undefined }), 'script'],
    ['no-interaction', click({ acted: undefined }), 'whether a person'],
    ['click-burst', click({ inAMinute: undefined }), 'clicks around it'],
    ['leads-alike', lead({ alike: undefined }), 'e-mail'],
    ['unverified-address', partner({ verified: undefined }), 'contact'],
    ['phone-check', lead({ customer: { mailbox: 'buyer' } }), 'phone check'],
  ])('%s without its input is recorded as not run', (rule, known, missing) => {
    expect(ruled(rule, known)).toMatchObject({ is: 'not-run', missing: expect.stringContaining(missing) });
  });

  test('is never flagged for what is not known, whatever is left out', () => {
    const gaps = fc.record(
      {
        mailbox: fc.constant('buyer'),
        domain: fc.constant('buyer.example'),
        payment: fc.constant('card'),
        device: fc.constant('laptop'),
        disposable: fc.constant(false),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(gaps, fc.boolean(), fc.boolean(), (known, clicked, isLead) => {
        const { click: _, ...without } = clean;
        const sale: SaleKnown = { ...(clicked ? clean : without), customer: known, kind: isLead ? 'lead' : 'sale' };
        const { found, notRun } = askAll(saleRules, sale, rules, {});
        expect(found).toEqual([]);
        expect(notRun.every(({ missing }) => missing.length > 0)).toBe(true);
      }),
    );
  });
});

const steady: PartnerKnown = {
  clicks: 1_000,
  conversions: 50,
  sales: 60,
  refunds: 5,
  clicksOfDay: 40,
  clicksBefore: Array.from({ length: 28 }, () => 35),
};
const rated = (rule: FraudRule, over: Partial<PartnerKnown>) =>
  partnerRules.find((one) => one.rule === rule)?.check({ ...steady, ...over }, rules);

describe('A rule about a partner', () => {
  test('has nothing against a steady one', () => {
    expect(askAll(partnerRules, steady, rules, {})).toEqual({ found: [], shadow: [], notRun: [] });
  });

  test.each<[FraudRule, string, Partial<PartnerKnown>, 'flag' | 'passes' | 'not-run']>([
    ['conversion-low', '4 of 1,000 clicks', { conversions: 4 }, 'flag'],
    ['conversion-low', '5 of 1,000: exactly 0.5 %', { conversions: 5 }, 'passes'],
    ['conversion-low', 'none at all has a rule of its own', { conversions: 0 }, 'passes'],
    ['conversion-high', '201 of 1,000', { conversions: 201 }, 'flag'],
    ['conversion-high', '200 of 1,000: exactly 20 %', { conversions: 200 }, 'passes'],
    ['conversion-high', '199 clicks and 19 sales say nothing', { clicks: 199, sales: 19, conversions: 190 }, 'not-run'],
    ['conversion-high', '20 sales are enough', { clicks: 30, sales: 20, conversions: 20 }, 'flag'],
    ['conversion-high', 'coupons without a click', { clicks: 0, sales: 40, conversions: 0 }, 'not-run'],
    ['clicks-unconverted', '1,001 clicks and none', { clicks: 1_001, conversions: 0 }, 'flag'],
    ['clicks-unconverted', '1,000 clicks and none', { clicks: 1_000, conversions: 0 }, 'passes'],
    ['clicks-unconverted', 'one of 5,000', { clicks: 5_000, conversions: 1 }, 'passes'],
    ['refund-rate', '10 of 60', { refunds: 10 }, 'flag'],
    ['refund-rate', '9 of 60: exactly 15 %', { refunds: 9 }, 'passes'],
    ['refund-rate', 'clicks alone', { sales: 0, refunds: 0 }, 'not-run'],
    ['click-anomaly', '105 after a mean of 35', { clicksOfDay: 105 }, 'flag'],
    ['click-anomaly', '104 after a mean of 35', { clicksOfDay: 104 }, 'passes'],
    ['click-anomaly', '99 after nothing', { clicksOfDay: 99, clicksBefore: Array(28).fill(0) }, 'passes'],
    ['click-anomaly', '100 after nothing', { clicksOfDay: 100, clicksBefore: Array(28).fill(0) }, 'flag'],
    ['click-anomaly', '27 days are too few', { clicksOfDay: 900, clicksBefore: Array(27).fill(1) }, 'not-run'],
  ])('%s: %s', (rule, _, over, is) => {
    const verdict = rated(rule, over);
    expect(verdict?.is).toBe(is);
    if (verdict?.is === 'flag') expect(saysOf({ rule, evidence: verdict.evidence })).not.toMatch(/undefined|NaN/);
  });

  test('computes rates without rounding: 0.5 % of any number of clicks is never below 0.5 %', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), (conversions) => {
        expect(rated('conversion-low', { clicks: conversions * 200, conversions })?.is).toBe('passes');
        expect(rated('conversion-low', { clicks: conversions * 200 + 1, conversions })?.is).toBe('flag');
      }),
    );
  });
});

describe('Modes', () => {
  test('what ops switched stands above the policy; a rule that neither names is on', () => {
    const policy = { ...rules, modes: { referrer: 'off', 'click-burst': 'shadow' } } as const;
    expect(modeOf('referrer', {}, policy)).toBe('off');
    expect(modeOf('referrer', { referrer: 'shadow' }, policy)).toBe('shadow');
    expect(modeOf('same-person', {}, policy)).toBe('on');
  });

  test('a rule in shadow is recorded apart; a rule that is off is not asked', () => {
    const suspect = { ...customer({ mailbox: 'partner', domain: 'partner.example' }), alike: 9 };
    const answers = askAll(saleRules, suspect, rules, { 'same-person': 'shadow', 'same-company': 'off' });
    expect(answers.shadow.map(({ rule }) => rule)).toEqual(['same-person']);
    expect(answers.found).toEqual([]);
  });

  test('the gravest finding speaks: rejected before held before looked at', () => {
    const all = [{ rule: 'click-anomaly' }, { rule: 'same-company' }, { rule: 'same-person' }] as const;
    const order = gravestFirst(
      all.map(({ rule }) => ({ rule, evidence: {} })),
      (rule) => wordsOf(rule).action,
    );
    expect(order.map(({ rule }) => rule)).toEqual(['same-person', 'same-company', 'click-anomaly']);
  });
});

describe('The catalogue', () => {
  test('has words for every rule of the policy, in the order of the program’s rules', () => {
    expect(new Set(allRules.map(({ rule }) => rule))).toEqual(new Set(fraudRule.options));
    const sections = allRules.map(({ section }) => section);
    expect(sections).toEqual(sections.toSorted());
    for (const { asks, tells } of allRules) expect(`${asks(rules)} ${tells}`).not.toMatch(/undefined|NaN/);
  });

  test('a policy that was published before there were rules about fraud has the defaults', async () => {
    const { policyDocument } = await import('../../functions/policy/contract.ts');
    const { fraud: _, ...before } = firstPolicy;
    expect(policyDocument.parse(before).fraud).toEqual(rules);
  });
});

describe('The busiest minute', () => {
  const second = (at: number, visits = 1) => ({ at: new Date(Date.parse(AT) + at * 1_000).toISOString(), visits });

  test.each([
    ['none', [], 0],
    ['one', [second(0)], 1],
    ['59 seconds apart', [second(0), second(59)], 2],
    ['a minute apart', [second(0), second(60)], 1],
    ['in any order, with repeats of one visitor', [second(70), second(0), second(30, 5), second(89)], 7],
  ])('%s', (_, clicks, most) => {
    expect(busiestMinute(clicks)).toBe(most);
  });

  test('is what counting every minute that begins with a click gives', () => {
    const clicks = fc.array(fc.record({ at: fc.nat(300), visits: fc.integer({ min: 1, max: 4 }) }), { maxLength: 40 });
    fc.assert(
      fc.property(clicks, (all) => {
        const from = (start: number) =>
          all.filter(({ at }) => at >= start && at < start + 60).reduce((sum, { visits }) => sum + visits, 0);
        const most = Math.max(0, ...all.map(({ at }) => from(at)));
        expect(busiestMinute(all.map(({ at, visits }) => second(at, visits)))).toBe(most);
      }),
    );
  });
});
