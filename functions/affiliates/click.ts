import { derivedId, keyedHash } from '../shared/ids.ts';
import type { Click, Link } from './contract.ts';
import { clickedAt } from './reference.ts';

export interface Visit {
  readonly userAgent: string;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Programs that follow links without a person behind them: crawlers, previews, scanners, scripts, monitors. */
const PROGRAMS = new RegExp(
  [
    'bot\\b|bot[/;_-]|crawl|spider|slurp|scan(?:ner)?\\b|preview|archiver|feedfetcher|validator',
    'facebookexternalhit|facebookcatalog|meta-external|embedly|whatsapp|telegram|skypeuripreview|vkshare|iframely',
    'discord|slack|viber|line-poker|mattermost|mastodon|bluesky|cardyb|nuzzel|flipboard|quora link|pinterest/',
    'curl|wget|python|java/|okhttp|go-http|axios|node-fetch|undici|libwww|httpclient|guzzle|postman|insomnia|ruby|perl',
    'headless|phantom|puppeteer|playwright|selenium|cypress|electron/|lighthouse|pagespeed|gtmetrix|prerender',
    'pingdom|uptime|monitor|statuscake|datadog|newrelic|site24x7|check_http',
    'safelinks|proofpoint|mimecast|barracuda|urldefense|bitdefender|trendmicro|forcepoint|google-safety',
    'gptbot|chatgpt|claude|anthropic|perplexity|ccbot|bytespider|ahrefs|semrush|mj12|dotbot|dataforseo',
  ].join('|'),
  'i',
);

/** Why this visit does not count as a click of a person; undefined when it counts [L9]. */
export const whyDiscounted = (visit: Visit, link: Pick<Link, 'closedAt'>): Click['discounted'] => {
  if (link.closedAt) return 'link-closed';
  if (isPrefetch(visit.headers)) return 'prefetch';
  if (PROGRAMS.test(visit.userAgent)) return 'bot';
  if (!/^mozilla\/|^opera\//i.test(visit.userAgent)) return 'no-browser';
  return isPartOfAPage(visit.headers) ? 'embedded' : undefined;
};

/** Browsers say so when they fetch a page before anybody asked for it. */
const isPrefetch = (headers: Visit['headers']): boolean =>
  [headers['sec-purpose'], headers.purpose, headers['x-moz']].some((value) =>
    /prefetch|preview|prerender/i.test(value ?? ''),
  );

/**
 * A link that is loaded as an image, a frame or a script is no click: that is how cookies are stuffed [F2]. Browsers
 * that are older than `Sec-Fetch-Dest` (2023) do not say.
 */
const isPartOfAPage = (headers: Visit['headers']): boolean => (headers['sec-fetch-dest'] ?? 'document') !== 'document';

/** Did a person's gesture open the page? Only a browser that tells where the request comes from tells this, too [F2]. */
export const gestureOf = (visit: Visit): boolean | undefined =>
  visit.headers['sec-fetch-mode'] === undefined ? undefined : visit.headers['sec-fetch-user'] === '?1';

/** Host of the referring page, if it was told and is one. */
export const referrerHost = (visit: Visit): string | undefined => {
  const host = URL.parse(visit.headers.referer ?? '')?.hostname;
  return host && host.length <= 100 ? host : undefined;
};

/** Two capitals, where CloudFront passes on the visitor's country. */
export const countryOf = (visit: Visit): string | undefined =>
  /^[A-Z]{2}$/.exec(visit.headers['cloudfront-viewer-country'] ?? '')?.[0];

/** A sub-id or campaign as a visitor's address carries it: short, and of characters that no list has to escape. */
export const subOf = (text: string | undefined): string | undefined =>
  /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/.exec(text ?? '')?.[0];

const DAY_MS = 86_400_000;
/** The longest cookie window that the policy allows, in days, and 30 days more for late payments. */
const KEPT_DAYS = 365 + 30;

/** TTL of a click, epoch seconds. */
export const forgetAt = (nowMs: number): number => Math.ceil((nowMs + KEPT_DAYS * DAY_MS) / 1000);

/** A person who comes back to a link this soon, by the same browser, is still on the same click. */
const SAME_CLICK_MS = 30_000;
const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const timeText = (ms: number): string =>
  Array.from({ length: 10 }, (_, i) => BASE_32[Math.floor(ms / 32 ** (9 - i)) % 32]).join('');

/**
 * One visit of a link as a click. Its id is the half minute it falls into, and a mark that follows from link, browser,
 * sub-id and whether it counts: a repeat within the half minute has the same id and is written to the same item, so
 * nobody has to look for it first. A prefetch has another id than the click that follows it.
 */
export const clickOf = (
  visit: Visit & { readonly ip: string; readonly sub?: string | undefined },
  link: Link,
  key: string,
  nowMs: number,
): { readonly click: Click; readonly begins: string } => {
  const { code, partnerId, run, campaign } = link;
  const why = whyDiscounted(visit, link);
  const begins = nowMs - (nowMs % SAME_CLICK_MS);
  const [sub, host, country, gesture] = [
    subOf(visit.sub) ?? link.sub,
    referrerHost(visit),
    countryOf(visit),
    gestureOf(visit),
  ];
  const deviceHash = keyedHash(key, 'click-device', visit.ip, visit.userAgent);
  const mark = derivedId(key, 'click', code, deviceHash, sub ?? '', why ?? '', begins).slice(0, 16);
  const click: Click = {
    ...{
      type: 'CLICK',
      clickId: `${timeText(begins)}${mark}`,
      code,
      partnerId,
      run,
      at: new Date(nowMs).toISOString(),
    },
    ...{ counts: !why, ...(why ? { discounted: why } : {}), visits: 1 },
    ...{ ipHash: keyedHash(key, 'click-ip', visit.ip), deviceHash, expiresAt: forgetAt(nowMs) },
    ...(gesture === undefined ? {} : { gesture }),
    ...(host ? { referrerHost: host } : {}),
    ...(country ? { country } : {}),
    ...(campaign ? { campaign } : {}),
    ...(sub ? { sub } : {}),
  };
  return { click, begins: new Date(begins).toISOString() };
};

/**
 * A click that a customer's own server saw: its reference was made there, so where it is kept follows from it. It counts
 * unless the link is closed or the browser, where it was told, is none of a person's.
 */
export const reportedClick = (
  told: {
    readonly click: string;
    readonly ipHash: string;
    readonly deviceHash: string;
    readonly userAgent?: string | undefined;
  },
  link: Link,
  at: string,
): { readonly click: Click; readonly begins: string } => {
  const { code, partnerId, run, campaign } = link;
  const { ipHash, deviceHash, userAgent = 'Mozilla/5.0' } = told;
  const why = whyDiscounted({ userAgent, headers: {} }, link);
  const [clickId, begins] = [told.click.split('.')[1] ?? '', clickedAt(told.click)];
  const click: Click = {
    ...{ type: 'CLICK', clickId, code, partnerId, run, at, counts: !why, ...(why ? { discounted: why } : {}) },
    ...{ visits: 1, ipHash, deviceHash, expiresAt: forgetAt(begins), ...(campaign ? { campaign } : {}) },
  };
  return { click, begins: new Date(begins).toISOString() };
};

/** The landing page of a click is seen within a day of it, or it is not the landing page of this click. */
export const mayBeSeen = (clickedAtMs: number, nowMs: number): boolean =>
  nowMs - clickedAtMs < DAY_MS && clickedAtMs <= nowMs;
