import { describe, expect, test } from 'vitest';
import {
  clickOf,
  countryOf,
  forgetAt,
  gestureOf,
  mayBeSeen,
  referrerHost,
  subOf,
  whyDiscounted,
} from '../../functions/affiliates/click.ts';
import { clickItem, clickKeyOf, type Link, linkItem } from '../../functions/affiliates/contract.ts';
import { clickedAt } from '../../functions/affiliates/reference.ts';
import { ADMITTED, PARTNER } from '../onboarding/builders.ts';
import { CHROME, FIREFOX, IPHONE } from './visits.ts';

const open = {};

describe('A click counts when a person made it', () => {
  test.each([
    ['a browser', CHROME, undefined],
    ['a phone', IPHONE, undefined],
    ['Firefox', FIREFOX, undefined],
    ['Edge', `${CHROME} Edg/126.0`, undefined],
    ['Opera', 'Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12.423 Version/12.16', undefined],
    [
      'Samsung',
      'Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0',
      undefined,
    ],
    ['the browser inside an app', `${IPHONE} [FBAN/FBIOS;FBAV/470.0]`, undefined],
    ['Googlebot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot'],
    ['a preview of Slack', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', 'bot'],
    [
      'a preview of Slack that looks like a browser',
      'Mozilla/5.0 Slack-ImgProxy (+https://api.slack.com/robots)',
      'bot',
    ],
    ['a preview of Discord', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)', 'bot'],
    ['a preview of Facebook', 'facebookexternalhit/1.1', 'bot'],
    [
      'a preview of LinkedIn',
      'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
      'bot',
    ],
    ['a preview of Teams', 'Mozilla/5.0 (Windows NT 10.0) SkypeUriPreview Preview/0.5', 'bot'],
    ['WhatsApp', 'WhatsApp/2.23.20.0', 'bot'],
    ['Mastodon', 'http.rb/5.1.1 (Mastodon/4.2.9; +https://mastodon.social/)', 'bot'],
    ['a mail scanner', `${CHROME} Mimecast`, 'bot'],
    ['a language model', 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)', 'bot'],
    ['a seller of backlinks', 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'bot'],
    ['a headless browser', CHROME.replace('Chrome/', 'HeadlessChrome/'), 'bot'],
    ['a monitor', 'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)', 'bot'],
    ['a speed test', `${CHROME} Chrome-Lighthouse`, 'bot'],
    ['curl', 'curl/8.5.0', 'bot'],
    ['a script', 'python-requests/2.32', 'bot'],
    ['nothing at all', '', 'no-browser'],
    ['a made-up name', 'FunnyClient 1.0', 'no-browser'],
  ])('%s', (_label, userAgent, why) => {
    expect(whyDiscounted({ userAgent, headers: {} }, open)).toBe(why);
  });

  test.each([
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'prefetch'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
  ])('not when the browser fetched ahead (%s: %s)', (name, value) => {
    expect(whyDiscounted({ userAgent: CHROME, headers: { [name]: value } }, open)).toBe('prefetch');
  });

  test.each([
    ['a page', 'document', undefined],
    ['an image', 'image', 'embedded'],
    ['a frame', 'iframe', 'embedded'],
    ['an object', 'object', 'embedded'],
    ['a style sheet', 'style', 'embedded'],
    ['a script', 'script', 'embedded'],
    ['what a script fetched', 'empty', 'embedded'],
  ])('loaded as %s', (_label, dest, why) => {
    expect(whyDiscounted({ userAgent: CHROME, headers: { 'sec-fetch-dest': dest } }, open)).toBe(why);
  });

  test('not on a link that is closed', () => {
    expect(whyDiscounted({ userAgent: CHROME, headers: {} }, { closedAt: ADMITTED })).toBe('link-closed');
  });
});

describe('What is kept of a visit', () => {
  test.each([
    ['https://blog.example.com/best?x=1', 'blog.example.com'],
    [`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example.com/`, undefined],
    ['nonsense', undefined],
    [undefined, undefined],
  ])('of the page %s: %s', (referer, host) => {
    expect(referrerHost({ userAgent: CHROME, headers: { referer } })).toBe(host);
  });

  test.each([
    ['newsletter-12', 'newsletter-12'],
    ['a.b_c~d', 'a.b_c~d'],
    ['<b>', undefined],
    ['=1+1', undefined],
    ['x'.repeat(65), undefined],
    ['', undefined],
  ])('the sub-id %s: %s', (text, kept) => {
    expect(subOf(text)).toBe(kept);
  });

  test('the country only as two capitals, the gesture only where the browser tells', () => {
    const visit = (headers: Record<string, string>) => ({ userAgent: CHROME, headers });
    expect(countryOf(visit({ 'cloudfront-viewer-country': 'DE' }))).toBe('DE');
    expect(countryOf(visit({ 'cloudfront-viewer-country': 'Germany' }))).toBeUndefined();
    expect(gestureOf(visit({}))).toBeUndefined();
    expect(gestureOf(visit({ 'sec-fetch-mode': 'navigate' }))).toBe(false);
    expect(gestureOf(visit({ 'sec-fetch-mode': 'navigate', 'sec-fetch-user': '?1' }))).toBe(true);
  });

  test('a click is kept longer than any cookie window', () => {
    expect(forgetAt(0)).toBe(395 * 86_400);
  });
});

describe('One click', () => {
  const link: Link = linkItem.parse({
    type: 'LINK',
    code: 'ann-writes',
    partnerId: PARTNER,
    run: 1,
    createdAt: ADMITTED,
  });
  const begin = Date.parse('2027-06-01T09:00:00.000Z');
  const at = (ms: number, over: Record<string, unknown> = {}, of = link) =>
    clickOf({ ip: '203.0.113.7', userAgent: CHROME, headers: {}, ...over }, of, 'key', begin + ms).click;

  test('is the same when the same browser comes again within its half minute', () => {
    expect(at(29_999).clickId).toBe(at(0).clickId);
    expect(at(30_000).clickId).not.toBe(at(0).clickId);
  });

  test.each([
    ['another browser', { userAgent: FIREFOX }, link],
    ['another address', { ip: '203.0.113.8' }, link],
    ['another sub-id', { sub: 'mail' }, link],
    ['a prefetch, which must not take the place of the click after it', { headers: { purpose: 'prefetch' } }, link],
    ['another link', {}, { ...link, code: 'ann-speaks' }],
  ])('is another for %s', (_label, over, of) => {
    expect(at(1, over, of).clickId).not.toBe(at(1).clickId);
  });

  test('lies where its reference says, and keeps its own moment', () => {
    const { click, begins } = clickOf(
      { ip: '203.0.113.7', userAgent: CHROME, headers: {} },
      link,
      'key',
      begin + 12_345,
    );
    expect(clickItem.parse(click)).toEqual(click);
    expect(click.at).toBe('2027-06-01T09:00:12.345Z');
    expect(begins).toBe('2027-06-01T09:00:00.000Z');
    const reference = `${click.code}.${click.clickId}`;
    expect(clickKeyOf(reference)).toEqual({ PK: 'LINK#ann-writes', SK: `${begins}#${click.clickId}` });
    expect(clickedAt(reference)).toBe(begin);
  });

  test('is at most 1 KB, whatever the visitor sends: one write unit', () => {
    const longest = { ...link, code: 'a'.repeat(40), campaign: 'c'.repeat(60), sub: 's'.repeat(64) };
    const headers = {
      referer: `https://${'h'.repeat(60)}.${'g'.repeat(35)}.com/${'x'.repeat(5_000)}`,
      'sec-fetch-mode': 'navigate',
      'cloudfront-viewer-country': 'DE',
      'sec-fetch-dest': 'iframe',
    };
    const { click, begins } = clickOf(
      { ip: '2001:db8:85a3:8d3:1319:8a2e:370:7348', userAgent: CHROME.repeat(20), headers, sub: 'v'.repeat(64) },
      longest,
      'key',
      begin,
    );
    const item = { PK: `LINK#${click.code}`, SK: `${begins}#${click.clickId}`, ...click, seenAt: begins };
    const bytes = Object.entries(item).reduce((sum, [name, value]) => sum + name.length + String(value).length, 0);
    expect(bytes).toBeLessThan(1_024);
  });

  test('has its landing page seen within a day, or not at all', () => {
    expect(mayBeSeen(begin, begin + 86_399_999)).toBe(true);
    expect(mayBeSeen(begin, begin + 86_400_000)).toBe(false);
    expect(mayBeSeen(begin, begin - 1)).toBe(false);
  });
});
