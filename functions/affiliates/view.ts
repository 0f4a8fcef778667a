import type * as z from 'zod';
import type { Link, linkView } from './contract.ts';

const COUNTED_MS = 30 * 86_400_000;

/** Clicks are shown for the last 30 days. */
export const countedSince = (nowMs: number): string => new Date(nowMs - COUNTED_MS).toISOString();

export const viewOf = (
  link: Link,
  count: { clicks: number; more: boolean },
  siteUrl: string,
): z.infer<typeof linkView> => ({
  link: {
    code: link.code,
    url: `${siteUrl}/r/${link.code}`,
    createdAt: link.createdAt,
    ...(link.firstClickAt ? { firstClickAt: link.firstClickAt } : {}),
    ...count,
    open: !link.closedAt,
  },
});
