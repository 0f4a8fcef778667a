import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { readTouches } from '../../functions/affiliates/contract.ts';
import { newId } from '../../functions/shared/ids.ts';
import { buildScript } from '../../scripts/build-web.ts';

const file = join(mkdtempSync(join(tmpdir(), 'tandem-script-')), 't.js');
let source = '';
beforeAll(async () => {
  await buildScript(file);
  source = readFileSync(file, 'utf8');
});

const NOW = Date.parse('2027-06-01T09:00:00.000Z');
const DAY_MS = 86_400_000;
const reference = (code: string, daysAgo = 0): string => `${code}.${newId(NOW - daysAgo * DAY_MS)}`;

interface Shop {
  readonly tandem: { touches(): string[]; stripe(): string; allow(): void };
  readonly beacons: readonly string[];
  readonly written: readonly string[];
  readonly cookie: string;
  readonly stored: ReadonlyMap<string, string>;
  look(): void;
}

/** A page of the customer's site that loads the built script, in a browser that is this and that. */
const open = (
  query: string,
  is: {
    data?: Record<string, string>;
    cookie?: string;
    stored?: ReadonlyMap<string, string>;
    cookies?: 'refused';
    storage?: 'refused';
    framed?: true;
    hidden?: true;
    gpc?: true;
    dnt?: true;
  } = {},
): Shop => {
  let cookie = is.cookie ?? '';
  const written: string[] = [];
  const beacons: string[] = [];
  const stored = new Map(is.stored);
  const listeners: (() => void)[] = [];
  const document = {
    currentScript: { src: 'https://partners.example.com/t.js', dataset: is.data ?? {} },
    visibilityState: is.hidden ? 'hidden' : 'visible',
    get cookie() {
      return cookie;
    },
    set cookie(text: string) {
      written.push(text);
      if (!is.cookies) cookie = text.split(';')[0] ?? '';
    },
    addEventListener: (_name: string, listener: () => void) => listeners.push(listener),
    removeEventListener: () => listeners.splice(0),
  };
  class Today extends Date {
    static override now = (): number => NOW;
  }
  const window: Record<string, unknown> = {
    ...{ document, URL, URLSearchParams, Date: Today },
    location: { search: query, href: `https://shop.example.com/${query}`, protocol: 'https:' },
    navigator: {
      ...(is.gpc ? { globalPrivacyControl: true } : {}),
      doNotTrack: is.dnt ? '1' : null,
      sendBeacon: (url: string, body: URLSearchParams) => beacons.push(`${url} ${body}`),
    },
    localStorage: {
      getItem: (name: string) => {
        if (is.storage) throw new Error('SecurityError');
        return stored.get(name) ?? null;
      },
      setItem: (name: string, value: string) => {
        if (is.storage) throw new Error('SecurityError');
        stored.set(name, value);
      },
    },
  };
  window.window = window;
  window.self = window;
  window.top = is.framed ? {} : window;
  vm.runInNewContext(source, window);
  return {
    tandem: window.tandem as Shop['tandem'],
    ...{ beacons, written, stored },
    get cookie() {
      return cookie;
    },
    look: () => {
      document.visibilityState = 'visible';
      for (const listener of [...listeners]) listener();
    },
  };
};
/** In an array of this realm. */
const touchesOf = (shop: Shop): string[] => [...shop.tandem.touches()];

test('The script is below 2 KB and names no other host', () => {
  expect(statSync(file).size).toBeLessThan(2_048);
  expect(source).not.toMatch(/https?:\/\//);
});

describe("On a customer's page, the script", () => {
  const click = reference('ann-writes');

  test('keeps the reference of the click in a first-party cookie and hands it to the checkout', () => {
    const shop = open(`?plan=pro&ref=ann-writes&click=${click}`);
    expect(touchesOf(shop)).toEqual([click]);
    expect(shop.written).toEqual([`tandem_touches=${click}; Path=/; Max-Age=5184000; SameSite=Lax; Secure`]);
    expect(touchesOf(open('', { cookie: `session=1; ${shop.cookie}` }))).toEqual([click]);
  });

  test('keeps the latest ten, newest last, each once', () => {
    const all = Array.from({ length: 12 }, (_, n) => reference(`link-${n}`));
    const last = all.reduce((shop, one) => open(`?click=${one}`, { cookie: shop.cookie }), open(''));
    expect(touchesOf(last)).toEqual(all.slice(2));
    const again = open(`?click=${all[5]}`, { cookie: last.cookie });
    expect(touchesOf(again).at(-1)).toBe(all[5]);
    expect(touchesOf(again)).toHaveLength(10);
  });

  test('forgets clicks older than the cookie window', () => {
    const [old, young] = [reference('ann-writes', 61), reference('ann-speaks', 59)];
    expect(touchesOf(open('', { cookie: `tandem_touches=${old}~${young}` }))).toEqual([young]);
    expect(touchesOf(open('', { cookie: `tandem_touches=${old}~${young}`, data: { days: '90' } }))).toEqual([
      old,
      young,
    ]);
  });

  test('uses local storage where cookies are refused, and the address alone where both are', () => {
    const shop = open(`?click=${click}`, { cookies: 'refused' });
    expect(touchesOf(open('', { cookies: 'refused', stored: shop.stored }))).toEqual([click]);
    const nothing = open(`?click=${click}`, { cookies: 'refused', storage: 'refused' });
    expect(touchesOf(nothing)).toEqual([click]);
  });

  test('shares the cookie with the domain that the page names', () => {
    expect(open(`?click=${click}`, { data: { domain: 'example.com' } }).written[0]).toContain('; Domain=example.com');
  });

  test.each(['?click=<script>', '?click=ann', '?click=', '?ref=ann-writes', '', `?click=${click.toLowerCase()}`])(
    'keeps and reports nothing of %s',
    (query) => {
      const shop = open(query);
      expect([touchesOf(shop), shop.written, shop.beacons]).toEqual([[], [], []]);
    },
  );

  test('reports the page view of a click once', () => {
    const shop = open(`?click=${click}`);
    expect(shop.beacons).toEqual([`https://partners.example.com/api/page-views click=${click}`]);
    expect(open(`?click=${click}`, { stored: shop.stored }).beacons).toEqual([]);
    expect(open('', { cookie: shop.cookie }).beacons).toEqual([]);
  });

  test('reports no page in a frame, and none before somebody looks at it [F2]', () => {
    expect(open(`?click=${click}`, { framed: true }).beacons).toEqual([]);
    const ahead = open(`?click=${click}`, { hidden: true });
    expect(ahead.beacons).toEqual([]);
    ahead.look();
    ahead.look();
    expect(ahead.beacons).toHaveLength(1);
  });

  test.each([
    ['Global Privacy Control', { gpc: true }],
    ['Do Not Track', { dnt: true }],
  ] as const)('keeps nothing of who asks for it by %s, unless told to ignore it', (_label, who) => {
    const shop = open(`?click=${click}`, who);
    expect([touchesOf(shop), shop.written, shop.stored.size]).toEqual([[click], [], 0]);
    shop.tandem.allow();
    expect(shop.written).toEqual([]);
    expect(open(`?click=${click}`, { ...who, data: { signals: 'ignore' } }).written).toHaveLength(1);
  });

  test('waits for consent where the page says so', () => {
    const shop = open(`?click=${click}`, { data: { consent: 'wait' } });
    expect(shop.written).toEqual([]);
    shop.tandem.allow();
    expect(shop.written).toHaveLength(1);
  });

  test('gives Stripe as many of the newest as 200 characters take, and they are read again', () => {
    const all = Array.from({ length: 8 }, (_, n) => reference(`ann-writes-${n}`));
    const shop = open('', { cookie: `tandem_touches=${all.join('~')}` });
    const text = shop.tandem.stripe();
    expect(text).toMatch(/^[A-Za-z0-9_-]{1,200}$/);
    expect(readTouches(text)).toEqual(all.slice(-4));
    expect(open('').tandem.stripe()).toBe('');
  });
});
