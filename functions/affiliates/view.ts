import type * as z from 'zod';
import type { Profile } from '../partners/contract.ts';
import { whyNotNow } from './adding.ts';
import type { ClickCounts, Coupon, Link, LinkRow, LinksView, linkView } from './contract.ts';
import { couponRow } from './coupon.ts';
import { type Product, pageOf } from './destination.ts';

const COUNTED_MS = 30 * 86_400_000;

/** Clicks are shown for the last 30 days. */
export const countedSince = (nowMs: number): string => new Date(nowMs - COUNTED_MS).toISOString();

export const urlOf = (siteUrl: string, code: string): string => `${siteUrl}/r/${code}`;

export const viewOf = (
  link: Link,
  count: { clicks: number; more: boolean },
  siteUrl: string,
): z.infer<typeof linkView> => ({
  link: {
    code: link.code,
    url: urlOf(siteUrl, link.code),
    createdAt: link.createdAt,
    ...(link.firstClickAt ? { firstClickAt: link.firstClickAt } : {}),
    ...count,
    open: !link.closedAt,
  },
});

const rowOf = (link: Link, clicks: ClickCounts, automatic: boolean, of: Places): LinkRow => ({
  code: link.code,
  url: urlOf(of.siteUrl, link.code),
  page: (pageOf(of.product, link.target) ?? new URL(of.product.url)).href,
  automatic,
  ...(link.campaign ? { campaign: link.campaign } : {}),
  ...(link.sub ? { sub: link.sub } : {}),
  createdAt: link.createdAt,
  ...(link.firstClickAt ? { firstClickAt: link.firstClickAt } : {}),
  open: !link.closedAt,
  mayOpen: link.closedBy !== 'stop',
  clicks,
});

interface Places {
  readonly siteUrl: string;
  readonly product: Product;
}

/** A partner's links and coupons. `automatic`: the code that follows from partner and run. */
export const linksOf = (
  links: readonly { readonly link: Link; readonly clicks: ClickCounts }[],
  coupons: readonly Coupon[],
  automatic: string,
  of: Places & { readonly profile: Pick<Profile, 'programType'> },
): LinksView => {
  const made = links.filter(({ link }) => link.code !== automatic).length;
  const because = whyNotNow(of.profile, links.find(({ link }) => link.code === automatic)?.link, made);
  return {
    links: links.map(({ link, clicks }) => rowOf(link, clicks, link.code === automatic, of)),
    coupons: coupons.map(couponRow),
    mayAdd: because === undefined,
    ...(because ? { because } : {}),
    site: of.product.url,
  };
};
