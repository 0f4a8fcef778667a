import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isListed, readWebsite } from '../../functions/applications/website.ts';
import { policy } from './builders.ts';

const { sharedPlatforms, disposableDomains } = policy.signUp;
const read = (typed: string) => readWebsite(typed, sharedPlatforms);
const keyOf = (typed: string): string | undefined => {
  const result = read(typed);
  return result.ok ? result.site.domainKey : undefined;
};

describe('One company, however its website is typed', () => {
  test.each([
    ['acme.com', 'acme.com'],
    ['https://acme.com/', 'acme.com'],
    ['http://www.acme.com/about?x=1#top', 'acme.com'],
    ['WWW.ACME.COM', 'acme.com'],
    ['acme.com.', 'acme.com'],
    ['shop.acme.co.uk', 'shop.acme.co.uk'],
    ['ann.substack.com', 'ann.substack.com'],
  ])('%s is %s', (typed, key) => {
    expect(keyOf(typed)).toBe(key);
  });
});

describe('On a platform that many share, the profile is the key', () => {
  test.each([
    ['https://youtube.com/@ann', 'youtube.com/@ann'],
    ['https://m.youtube.com/@Ann/videos?view=0', 'youtube.com/@ann'],
    ['youtube.com/channel/UCabc123', 'youtube.com/channel/ucabc123'],
    ['https://www.linkedin.com/in/ann-miller/', 'linkedin.com/in/ann-miller'],
    ['https://twitter.com/ann', 'x.com/ann'],
    ['x.com/ann', 'x.com/ann'],
    ['facebook.com/profile.php?id=1234', 'facebook.com/profile.php?id=1234'],
    ['open.spotify.com/show/4rOo', 'open.spotify.com/show/4roo'],
  ])('%s is %s', (typed, key) => {
    expect(keyOf(typed)).toBe(key);
  });

  test('the platform alone is nobody', () => {
    for (const typed of ['youtube.com', 'https://www.youtube.com/', 'linkedin.com/in', 'medium.com/']) {
      expect(read(typed)).toMatchObject({ ok: false, sentence: expect.stringContaining('your own page') });
    }
  });
});

describe('What is not a public website is refused (fault 41)', () => {
  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)//acme.com',
    'data:text/html,hi',
    'ftp://acme.com',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://[::1]/',
    'localhost',
    'printer.local',
    'db.internal',
    'https://user:pass@acme.com',
    'https://acme.com:8443',
    'acme',
    'a..b',
    'https://',
    '-acme.com',
  ])('%s', (typed) => {
    expect(read(typed).ok).toBe(false);
  });

  test('whatever is typed, an accepted website is https on a name with a dot', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain(), fc.ipV4(), fc.ipV6()), (typed) => {
        const result = read(typed);
        if (result.ok) expect(result.site.website).toMatch(/^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+/);
      }),
    );
  });
});

test('a domain beyond ASCII is taken in its ASCII form and flagged for a person (fault 27)', () => {
  expect(read('https://pаypal.com')).toMatchObject({
    ok: true,
    site: { domainKey: 'xn--pypal-4ve.com', international: true },
  });
  expect(read('bücher.example')).toMatchObject({ ok: true, site: { international: true } });
  expect(read('acme.com')).toMatchObject({ ok: true, site: { international: false } });
});

test('a disposable domain is on the list with everything below it', () => {
  expect(isListed('mailinator.com', disposableDomains)).toBe(true);
  expect(isListed('x.y.MAILINATOR.com', disposableDomains)).toBe(true);
  expect(isListed('notmailinator.com', disposableDomains)).toBe(false);
});
