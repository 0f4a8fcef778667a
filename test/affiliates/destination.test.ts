import { describe, expect, test } from 'vitest';
import { codeOf, whyRefused } from '../../functions/affiliates/code.ts';
import { linkCode } from '../../functions/affiliates/contract.ts';
import { destination, pageOf, passedOn, utmOf } from '../../functions/affiliates/destination.ts';
import { PARTNER } from '../onboarding/builders.ts';

const product = { url: 'https://acme.example/start?lang=en', hosts: ['docs.acme.example'] };

describe('A link leads to the product and nowhere else', () => {
  test.each([
    [undefined, 'https://acme.example/start?lang=en'],
    ['/pricing', 'https://acme.example/pricing'],
    ['pricing?plan=pro#top', 'https://acme.example/pricing?plan=pro#top'],
    ['/../../x', 'https://acme.example/x'],
    ['https://acme.example/blog', 'https://acme.example/blog'],
    ['https://ACME.example/blog', 'https://acme.example/blog'],
    ['https://docs.acme.example/guide', 'https://docs.acme.example/guide'],
  ])('%s: %s', (target, page) => {
    expect(pageOf(product, target)?.href).toBe(page);
  });

  test.each([
    'https://evil.com/',
    '//evil.com/',
    '/\\evil.com',
    '\\\\evil.com',
    'http:\\\\evil.com',
    'https://acme.example@evil.com/',
    'https://user:secret@acme.example/',
    'https://acme.example.evil.com/',
    'https://evil.com/acme.example',
    'https://acme.example:8443/',
    'http://acme.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://sub.docs.acme.example/',
    'https://xn--acm-jma.example/',
    'https://acmе.example/',
  ])('refused: %s', (target) => {
    expect(pageOf(product, target)).toBeUndefined();
  });

  test('an item that was tampered with leads to the product', () => {
    const link = { code: 'abc', target: 'https://evil.com/' };
    expect(destination(product, link, { query: {} })).toBe('https://acme.example/start?lang=en&ref=abc');
  });
});

describe('What the product is told', () => {
  test('which link and which click it was', () => {
    expect(destination(product, { code: 'abc' }, { reference: 'abc.01X', query: {} })).toBe(
      'https://acme.example/start?lang=en&ref=abc&click=abc.01X',
    );
  });

  test('the utm values of the address that was clicked, and nothing else of it', () => {
    const query = { utm_source: 'mail', utm_x: 'y'.repeat(300), ref: 'other', click: 'forged', lang: 'de', utm_: 'z' };
    expect(passedOn(query)).toEqual([
      ['utm_source', 'mail'],
      ['utm_x', 'y'.repeat(200)],
    ]);
    const url = new URL(destination(product, { code: 'abc' }, { reference: 'abc.01X', query }));
    expect(url.searchParams.get('ref')).toBe('abc');
    expect(url.searchParams.get('lang')).toBe('en');
  });

  test('the campaign of the link, unless the address says otherwise [C5]', () => {
    const utm = utmOf({ company: 'Fine Writing Ltd.', medium: 'affiliate', campaign: 'Überraschung 2027!' });
    expect(utm).toEqual({
      utm_source: 'partner',
      utm_medium: 'affiliate',
      utm_campaign: 'fine-writing-ltd-uberraschung-2027',
    });
    const url = new URL(destination(product, { code: 'abc', utm }, { query: { utm_medium: 'video' } }));
    expect(url.searchParams.get('utm_source')).toBe('partner');
    expect(url.searchParams.get('utm_medium')).toBe('video');
  });
});

describe("A partner's own code", () => {
  const of = { programName: 'Acme Partners', productUrl: 'https://www.zentrale.example' };

  test.each(['ann-writes', 'fine-writing', 'abc', 'a1b', 'x'.repeat(40), 'partners-in-crime', 'best-crm-2027'])(
    'may be %s',
    (code) => {
      expect(whyRefused(code, of)).toBeUndefined();
    },
  );

  test.each([
    ['too short', 'ab'],
    ['too long', 'x'.repeat(41)],
    ['capitals', 'Ann'],
    ['an umlaut', 'müller'],
    ['a Cyrillic letter', 'аnn'],
    ['a hyphen at an end', '-ann'],
    ['two hyphens', 'xn--ann'],
    ['a slash', 'ann/x'],
    ['a dot', 'ann.x'],
    ['a page of the site', 'sign-in'],
    ['a person of the program', 'support'],
    ['the name of the program', 'acme'],
    ['with the name in it', 'official-acme-deals'],
    ['looking like the name', 'acrne'],
    ['with digits for letters', '4cme-blog'],
    ['with hyphens in the name', 'a-c-m-e'],
    ["the name of the product's site", 'zentra1e'],
  ])('is refused: %s', (_label, code) => {
    expect(whyRefused(code, of)).toEqual(expect.any(String));
  });
});

describe('The automatic code', () => {
  test('is always the same for a partner and run', () => {
    expect(codeOf('key', PARTNER, 1)).toBe(codeOf('key', PARTNER, 1));
    expect(codeOf('key', PARTNER, 1)).toMatch(/^[a-z0-9]{13}$/);
    expect(linkCode.safeParse(codeOf('key', PARTNER, 1)).success).toBe(true);
  });

  test('is another for another run, partner or program', () => {
    const codes = [
      codeOf('key', PARTNER, 1),
      codeOf('key', PARTNER, 2),
      codeOf('key', 'x', 1),
      codeOf('other', PARTNER, 1),
    ];
    expect(new Set(codes).size).toBe(4);
  });
});
