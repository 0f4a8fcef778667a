import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clickReference, MOST_TOUCHES, readTouches } from '../../functions/affiliates/contract.ts';
import { clicksCookie } from '../../functions/affiliates/cookie.ts';
import { addTouch } from '../../functions/affiliates/reference.ts';
import { newId } from '../../functions/shared/ids.ts';

const a = 'ann-writes.01JZ0000000000000000000000';
const b = 'abcdefghjkmnp.01JZ0000000000000000000001';
const references = fc
  .tuple(fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/), fc.integer({ min: 0, max: 2 ** 45 }))
  .map(([code, ms]) => `${code}.${newId(ms)}`);

describe('The references a person carries', () => {
  test.each([
    ['one', a, [a]],
    ['as the cookie has them', `${a}~${b}`, [a, b]],
    ['as a list in JSON', JSON.stringify([a, b]), [a, b]],
    ['with commas and spaces', `${a}, ${b}`, [a, b]],
    ['as Stripe takes them', `${a.replace('.', '_')}__${b.replace('.', '_')}`, [a, b]],
    ['twice: the later place counts', `${a}~${b}~${a}`, [b, a]],
    ['with rubbish between', `${a}~x~<script>~${b}~.~`, [a, b]],
    ['with a lower-case id', a.toLowerCase(), []],
    ['none', '', []],
  ])('are read: %s', (_label, text, touches) => {
    expect(readTouches(text)).toEqual(touches);
  });

  test('survive the way to the shop and back, newest last, the last ten', () => {
    fc.assert(
      fc.property(fc.uniqueArray(references, { maxLength: 14 }), (given) => {
        const held = given.reduce<readonly string[]>(addTouch, []);
        expect(held).toEqual(given.slice(-MOST_TOUCHES));
        expect(readTouches(held.join('~'))).toEqual(held);
        expect(readTouches(held.map((one) => one.replace('.', '_')).join('__'))).toEqual(held);
        for (const one of held) expect(clickReference.safeParse(one).success).toBe(true);
      }),
    );
  });
});

describe('The cookie of a click', () => {
  const near = { days: 60, siteUrl: 'https://partners.acme.com', productUrl: 'https://www.acme.com/start' };
  const far = { ...near, siteUrl: 'https://d111.cloudfront.net' };

  test("is seen by the product's servers where the partner site lies under its domain", () => {
    expect(clicksCookie([], a, near)).toBe(
      `tandem_clicks=${a}; Path=/; Domain=acme.com; Max-Age=5184000; HttpOnly; SameSite=Lax; Secure`,
    );
  });

  test('stays with the links elsewhere, and is Secure where there is https', () => {
    expect(clicksCookie([], a, far)).toBe(
      `tandem_clicks=${a}; Path=/r; Max-Age=5184000; HttpOnly; SameSite=Lax; Secure`,
    );
    const local = { ...far, siteUrl: 'http://127.0.0.1:4567', productUrl: 'http://127.0.0.1:4567' };
    expect(clicksCookie([], a, local)).toBe(`tandem_clicks=${a}; Path=/r; Max-Age=5184000; HttpOnly; SameSite=Lax`);
  });

  test('is never widened by a name that only ends alike', () => {
    expect(clicksCookie([], a, { ...near, siteUrl: 'https://partners-acme.com' })).not.toContain('Domain');
  });

  test('keeps what it held, and nothing that is no reference', () => {
    expect(clicksCookie(['x=1', `tandem_clicks=${a}~"; Domain=evil`], b, far)).toMatch(
      new RegExp(`^tandem_clicks=${a}~${b};`),
    );
  });
});
