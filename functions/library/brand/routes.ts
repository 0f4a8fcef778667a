import * as z from 'zod';
import { route } from '../../shared/route.ts';
import { emailAddress, id, instant, line } from '../../shared/text.ts';
import { logoItem } from './items.ts';

const link = z.strictObject({ url: z.string(), expiresAt: instant });

/** Whom a reader of the document turns to: people decide what of themselves stands in it. */
export const contact = z.strictObject({
  name: line(80),
  email: emailAddress,
  phone: line(40).optional(),
  website: z
    .url({ protocol: /^https$/, hostname: z.regexes.domain })
    .max(200)
    .optional(),
});
export type Contact = z.infer<typeof contact>;

const logoView = logoItem
  .pick({ fileId: true, name: true, state: true, askedAt: true, decidedAt: true, note: true })
  .extend({ picture: link })
  .strict();

export const brandView = z.strictObject({
  /** The logo that is printed: the one approved last. */
  approved: logoView.optional(),
  /** The one that was sent last, when it is not that. */
  latest: logoView.optional(),
  /** Whether the tier has co-brandable material [O8]. */
  open: z.boolean(),
  /** Why nothing can be made yet, a sentence. */
  because: z.string().optional(),
  limits: z.strictObject({ maxBytes: z.int(), leastPixels: z.int(), mostPixels: z.int() }),
  headline: z.string(),
  disclaimer: z.string(),
});
export type BrandView = z.infer<typeof brandView>;

export const brandRoutes = {
  showBrand: route({
    id: 'showBrand',
    method: 'GET',
    path: '/api/portal/brand',
    access: 'partner',
    summary: 'How the partner`s logo stands, and whether co-branded documents can be made',
    status: 200,
    answer: brandView,
  }),
  askForLogo: route({
    id: 'askForLogo',
    method: 'POST',
    path: '/api/portal/brand/logo',
    access: 'partner',
    summary: 'Asks a person to approve a logo that was sent; nothing is made with it before',
    body: z.strictObject({ fileId: id }),
    status: 202,
    answer: z.strictObject({ state: logoItem.shape.state }),
  }),
  makeCoBranded: route({
    id: 'makeCoBranded',
    method: 'POST',
    path: '/api/portal/brand/documents',
    access: 'partner',
    summary: 'Makes the co-branded sheet with both logos and a contact; equal input gives the same file',
    body: z.strictObject({ contact }),
    status: 201,
    answer: z.strictObject({ fileId: id, name: z.string(), link }),
  }),
  setProgramLogo: route({
    id: 'setProgramLogo',
    method: 'POST',
    path: '/api/ops/library-logo',
    access: 'team',
    summary: 'The official logo of the program, for co-branded documents',
    body: z.strictObject({ fileId: id }),
    status: 200,
    answer: z.strictObject({ picture: link }),
  }),
  showProgramLogo: route({
    id: 'showProgramLogo',
    method: 'GET',
    path: '/api/ops/library-logo',
    access: 'team',
    summary: 'The official logo of the program, if there is one',
    status: 200,
    answer: z.strictObject({ picture: link.optional() }),
  }),
} as const;
