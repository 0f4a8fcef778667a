import type { Click, Link } from './contract.ts';

export interface Visit {
  readonly userAgent: string;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** Programs that follow links without a person behind them: crawlers, previews, scanners, scripts, monitors. */
const PROGRAMS =
  /bot\b|bot[/;_-]|crawl|spider|slurp|scan(?:ner)?\b|preview|facebookexternalhit|embedly|whatsapp|telegram|skypeuripreview|vkshare|curl|wget|python|java\/|okhttp|go-http|axios|node-fetch|undici|libwww|httpclient|headless|phantom|lighthouse|pingdom|uptime|monitor|safelinks|proofpoint|mimecast|barracuda/i;

/** Why this visit does not count as a click of a person; undefined when it counts [L9]. */
export const whyDiscounted = (visit: Visit, link: Pick<Link, 'closedAt'>): Click['discounted'] => {
  if (link.closedAt) return 'link-closed';
  if (isPrefetch(visit.headers)) return 'prefetch';
  if (PROGRAMS.test(visit.userAgent)) return 'bot';
  return /^mozilla\/|^opera\//i.test(visit.userAgent) ? undefined : 'no-browser';
};

/** Browsers say so when they fetch a page before anybody asked for it. */
const isPrefetch = (headers: Visit['headers']): boolean =>
  [headers['sec-purpose'], headers.purpose, headers['x-purpose'], headers['x-moz']].some((value) =>
    /prefetch|preview|prerender/i.test(value ?? ''),
  );

/** Host of the referring page, if it was told and is one. */
export const referrerHost = (visit: Visit): string | undefined => {
  const host = URL.parse(visit.headers.referer ?? '')?.hostname;
  return host && host.length <= 253 ? host : undefined;
};

const DAY_MS = 86_400_000;
/** The longest cookie window that the policy allows, in days, and 30 days more for late payments. */
const KEPT_DAYS = 365 + 30;

/** TTL of a click, epoch seconds. */
export const forgetAt = (nowMs: number): number => Math.ceil((nowMs + KEPT_DAYS * DAY_MS) / 1000);

/** Where the visitor goes: the product's site, told which link and which click it was. */
export const destination = (productUrl: string, code: string, clickId: string): string => {
  const url = new URL(productUrl);
  url.searchParams.set('ref', code);
  url.searchParams.set('click', clickId);
  return url.href;
};
