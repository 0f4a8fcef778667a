import { describe, expect, test } from 'vitest';
import { whyNotNow } from '../../functions/affiliates/adding.ts';
import { codeOf } from '../../functions/affiliates/code.ts';
import {
  type Click,
  clickItem,
  linkItem,
  linksView,
  linkView,
  MOST_LINKS,
} from '../../functions/affiliates/contract.ts';
import { tally } from '../../functions/affiliates/tally.ts';
import { countedSince, linksOf, viewOf } from '../../functions/affiliates/view.ts';
import { ADMITTED, PARTNER } from '../onboarding/builders.ts';

const code = codeOf('key', PARTNER, 1);
const link = linkItem.parse({ type: 'LINK', code, partnerId: PARTNER, run: 1, createdAt: ADMITTED });
const none = tally([], false);
const affiliate = { programType: 'affiliate' } as const;
const siteUrl = 'https://partners.example.com';
const aClick = (over: Partial<Pick<Click, 'counts' | 'discounted' | 'visits' | 'seenAt' | 'sub'>> = {}) =>
  clickItem
    .pick({ counts: true, discounted: true, visits: true, seenAt: true, sub: true })
    .parse({ counts: true, ...over });

test('a partner sees its link with the clicks of the last 30 days', () => {
  const view = linkView.parse(viewOf(link, { clicks: 3, more: false }, siteUrl));
  expect(view.link).toMatchObject({ url: `https://partners.example.com/r/${code}`, clicks: 3, open: true });
  expect(countedSince(Date.parse(ADMITTED))).toBe('2027-05-08T14:30:00.000Z');
});

describe('What the clicks of a link add up to', () => {
  test('counted ones, the others by reason, repeats by visits, and sub-ids', () => {
    const clicks = [
      aClick({ sub: 'mail', visits: 3 }),
      aClick({ sub: 'mail', seenAt: ADMITTED }),
      aClick({ sub: 'blog' }),
      aClick(),
      aClick({ counts: false, discounted: 'bot', visits: 5, sub: 'mail' }),
      aClick({ counts: false, discounted: 'prefetch' }),
    ];
    expect(tally(clicks, true)).toEqual({
      counted: 4,
      discounted: 8,
      reasons: { repeat: 2, bot: 5, prefetch: 1 },
      seen: 1,
      subs: [
        { sub: 'mail', counted: 2 },
        { sub: 'blog', counted: 1 },
      ],
      more: true,
    });
  });

  test('at most ten sub-ids, those with most', () => {
    const clicks = Array.from({ length: 12 }, (_, n) => Array.from({ length: n + 1 }, () => aClick({ sub: `s${n}` })));
    const { subs } = tally(clicks.flat(), false);
    expect(subs).toHaveLength(10);
    expect(subs[0]).toEqual({ sub: 's11', counted: 12 });
  });
});

describe('Whether a partner may add a link', () => {
  const stopped = { ...link, closedAt: ADMITTED, closedBy: 'stop' } as const;
  test.each([
    ['with the agreement accepted', affiliate, link, 0, undefined],
    ['before', affiliate, undefined, 0, /agreement/],
    ['after it has left', affiliate, stopped, 0, /ended/],
    ['the last one', affiliate, link, MOST_LINKS - 1, undefined],
    ['one more than that', affiliate, link, MOST_LINKS, /at most/],
    ['a reseller', { programType: 'channel' } as const, undefined, 0, /affiliate program/],
  ])('%s', (_label, profile, automatic, made, why) => {
    const said = whyNotNow(profile, automatic, made);
    if (why) expect(said).toMatch(why);
    else expect(said).toBeUndefined();
  });
});

test('the list shows a link of the automatic code and those of its own, each with its page', () => {
  const product = { url: 'https://acme.example/', hosts: [] };
  const own = {
    ...link,
    code: 'ann-writes',
    target: '/pricing',
    campaign: 'Spring',
    closedAt: ADMITTED,
    closedBy: 'partner' as const,
  };
  const links = [link, own].map((one) => ({ link: one, clicks: none }));
  const view = linksView.parse(linksOf(links, [], code, { siteUrl, product, profile: affiliate }));
  expect(view.links).toMatchObject([
    { automatic: true, open: true, page: 'https://acme.example/' },
    { automatic: false, open: false, mayOpen: true, page: 'https://acme.example/pricing', campaign: 'Spring' },
  ]);
  expect(view.mayAdd).toBe(true);
});
