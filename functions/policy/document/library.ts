import * as z from 'zod';

/** What files may be. Programs, pages and drawings that can carry a script (HTML, SVG) are no choice, for anybody. */
export const fileType = z.enum([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/csv',
  'text/plain',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]);
export type FileType = z.infer<typeof fileType>;

/** The most that S3 is told to take here: a function reads a file whole to look at it. */
const MEGABYTE = 1_048_576;
const upload = (most: number) =>
  z.strictObject({
    maxBytes: z
      .int()
      .min(1)
      .max(most * MEGABYTE),
    types: z.array(fileType).min(1).max(fileType.options.length),
  });
const pixels = z.int().min(1).max(4_000);

/** Files and the enablement library [O8, P4]. */
export const library = z.strictObject({
  /** What may be sent for which purpose. */
  uploads: z.strictObject({
    'lab-proof': upload(25),
    'mdf-proof': upload(25),
    'deal-proof': upload(25),
    logo: upload(5),
    asset: upload(25),
    'program-logo': upload(5),
  }),
  /** Uploads that a partner may begin in an hour. */
  uploadsPerHour: z.int().min(1).max(1_000),
  /** How long a link to a file is good. */
  linkSeconds: z.int().min(30).max(3_600),
  logo: z
    .strictObject({
      /** Each side of the picture, in pixels. */
      leastPixels: pixels,
      mostPixels: pixels,
      /** The long side is at most so many times the short one. */
      mostStretched: z.int().min(1).max(20),
    })
    .refine((logo) => logo.leastPixels <= logo.mostPixels, 'the least cannot be more than the most'),
  /** The co-branded sheet. `{program}` and `{partner}` are put in; an empty line parts paragraphs. */
  coBranding: z.strictObject({
    headline: z.string().min(1).max(120),
    text: z.string().min(1).max(2_000),
    /** Stands on everything that carries both names [P4]. */
    disclaimer: z.string().min(20).max(500),
  }),
});

const OFFICE = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
] as const;
const PICTURES = ['image/png', 'image/jpeg'] as const;

export const firstLibrary: z.infer<typeof library> = {
  uploads: {
    'lab-proof': { maxBytes: 10 * MEGABYTE, types: ['application/pdf', ...PICTURES, 'text/plain'] },
    'mdf-proof': {
      maxBytes: 10 * MEGABYTE,
      types: [
        'application/pdf',
        ...PICTURES,
        'text/csv',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
    },
    'deal-proof': { maxBytes: 10 * MEGABYTE, types: ['application/pdf', ...PICTURES] },
    logo: { maxBytes: 2 * MEGABYTE, types: [...PICTURES] },
    asset: { maxBytes: 25 * MEGABYTE, types: ['application/pdf', ...PICTURES, ...OFFICE, 'text/csv', 'text/plain'] },
    'program-logo': { maxBytes: 2 * MEGABYTE, types: [...PICTURES] },
  },
  uploadsPerHour: 60,
  linkSeconds: 300,
  logo: { leastPixels: 100, mostPixels: 2_000, mostStretched: 8 },
  coBranding: {
    headline: '{program} and {partner}: better together',
    text: 'Whoever buys software buys a result, and results need two things: a product that works, and people nearby who know it.\n\n{program} brings the product. {partner} knows it, and knows the businesses that use it: from the first question to the day on which it does its work.\n\nTell us what you want to reach. Together we show you, on your own data, whether and how it can be reached, before you decide.',
    disclaimer:
      'This document is a collaboration of {program} and {partner}. Each remains an independent company; neither speaks for, nor is liable for, the other.',
  },
};
