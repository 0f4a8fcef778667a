import * as z from 'zod';
import { route } from '../shared/route.ts';
import { id, instant } from '../shared/text.ts';

export const linkCode = z.string().regex(/^[a-z0-9]{13}$/);

/** LINK item (Program table): made when an affiliate accepts the agreement, closed when the partner stops. */
export const linkItem = z.object({
  type: z.literal('LINK'),
  code: linkCode,
  partnerId: id,
  run: z.int().min(1),
  createdAt: instant,
  /** First click of a person, not of a bot or a prefetch [L9]. */
  firstClickAt: instant.optional(),
  closedAt: instant.optional(),
});
export type Link = z.infer<typeof linkItem>;

/** Why a click does not count. */
export const discounted = z.enum(['bot', 'prefetch', 'no-browser', 'link-closed']);

/**
 * Item of the Clicks table, key `LINK#<code>` / `<instant>#<clickId>`; it goes when the longest cookie window the
 * policy allows, and 30 days, are over. The cookie window itself is tested by rule: TTL is late.
 */
export const clickItem = z.object({
  type: z.literal('CLICK'),
  clickId: id,
  code: linkCode,
  partnerId: id,
  run: z.int().min(1),
  at: instant,
  counts: z.boolean(),
  discounted: discounted.optional(),
  /** Keyed hashes, to compare by [F2]; the plain values are not kept. */
  ipHash: z.string(),
  deviceHash: z.string(),
  /** Host of the page it came from, if told. */
  referrerHost: z.string().optional(),
  expiresAt: z.int(),
});
export type Click = z.infer<typeof clickItem>;

export const clickKey = (code: string, at: string, clickId: string) => ({ PK: `LINK#${code}`, SK: `${at}#${clickId}` });

export const linkView = z.strictObject({
  /** Absent until the agreement is accepted. */
  link: z
    .strictObject({
      code: z.string(),
      url: z.string(),
      createdAt: instant,
      firstClickAt: instant.optional(),
      /** Clicks of people in the last 30 days; `more` if there are more than could be counted at once. */
      clicks: z.int().min(0),
      more: z.boolean(),
      open: z.boolean(),
    })
    .optional(),
});

export const routes = {
  followLink: route({
    id: 'followLink',
    method: 'GET',
    path: '/r/{code}',
    access: 'anyone',
    summary: "Follow an affiliate's link to the program's site",
    params: z.strictObject({ code: linkCode }),
    status: 302,
  }),
  showLink: route({
    id: 'showLink',
    method: 'GET',
    path: '/api/portal/link',
    access: 'partner',
    summary: 'Your own link and its clicks',
    status: 200,
    answer: linkView,
  }),
} as const;
