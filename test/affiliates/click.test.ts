import { describe, expect, test } from 'vitest';
import { destination, forgetAt, referrerHost, whyDiscounted } from '../../functions/affiliates/click.ts';
import { codeOf } from '../../functions/affiliates/code.ts';
import { linkCode, linkView } from '../../functions/affiliates/contract.ts';
import { countedSince, viewOf } from '../../functions/affiliates/view.ts';
import { ADMITTED, PARTNER } from '../onboarding/builders.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1';
const open = {};

describe('A click counts when a person made it', () => {
  test.each([
    ['a browser', CHROME, undefined],
    ['a phone', IPHONE, undefined],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0', undefined],
    ['Googlebot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot'],
    ['a preview of Slack', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', 'bot'],
    ['a preview of Facebook', 'facebookexternalhit/1.1', 'bot'],
    ['WhatsApp', 'WhatsApp/2.23.20.0', 'bot'],
    ['a headless browser', CHROME.replace('Chrome/', 'HeadlessChrome/'), 'bot'],
    ['curl', 'curl/8.5.0', 'bot'],
    ['a script', 'python-requests/2.32', 'bot'],
    ['nothing at all', '', 'no-browser'],
    ['a made-up name', 'FunnyClient 1.0', 'no-browser'],
  ])('%s', (_label, userAgent, why) => {
    expect(whyDiscounted({ userAgent, headers: {} }, open)).toBe(why);
  });

  test.each([
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['x-purpose', 'preview'],
    ['x-moz', 'prefetch'],
  ])('not when the browser fetched ahead (%s)', (name, value) => {
    expect(whyDiscounted({ userAgent: CHROME, headers: { [name]: value } }, open)).toBe('prefetch');
  });

  test('not on a link that is closed', () => {
    expect(whyDiscounted({ userAgent: CHROME, headers: {} }, { closedAt: ADMITTED })).toBe('link-closed');
  });
});

describe('What is kept of a visit', () => {
  test.each([
    ['https://blog.example.com/best?x=1', 'blog.example.com'],
    ['nonsense', undefined],
    [undefined, undefined],
  ])('of the page %s: %s', (referer, host) => {
    expect(referrerHost({ userAgent: CHROME, headers: { referer } })).toBe(host);
  });

  test('a click is kept longer than any cookie window', () => {
    expect(forgetAt(0)).toBe(395 * 86_400);
  });
});

test('the visitor goes to the product, which is told the link and the click', () => {
  expect(destination('https://acme.example/start?lang=en', 'abc', '01X')).toBe(
    'https://acme.example/start?lang=en&ref=abc&click=01X',
  );
});

describe('The code of a link', () => {
  test('is always the same for a partner and run', () => {
    expect(codeOf('key', PARTNER, 1)).toBe(codeOf('key', PARTNER, 1));
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

test('a partner sees its link with the clicks of the last 30 days', () => {
  const link = {
    type: 'LINK' as const,
    code: codeOf('key', PARTNER, 1),
    partnerId: PARTNER,
    run: 1,
    createdAt: ADMITTED,
  };
  const view = linkView.parse(viewOf(link, { clicks: 3, more: false }, 'https://partners.example.com'));
  expect(view.link).toMatchObject({ url: `https://partners.example.com/r/${link.code}`, clicks: 3, open: true });
  expect(countedSince(Date.parse(ADMITTED))).toBe('2027-05-08T14:30:00.000Z');
});
