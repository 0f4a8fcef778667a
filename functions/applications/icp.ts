import * as z from 'zod';
import { slug } from '../policy/contract.ts';

/**
 * What an applicant says about its customers [S7]: for each of segment, industry, company size and region either whole
 * percents that sum to 100, or the rows of a list. Nobody is asked for the overlap itself [S3].
 */
const percents = z
  .record(slug, z.int().min(0).max(100))
  .refine((shares) => Object.values(shares).reduce((sum, share) => sum + share, 0) === 100, 'must sum to 100 percent');

const shares = z.strictObject({
  kind: z.literal('shares'),
  segment: percents,
  industry: percents,
  companySize: percents,
  region: percents,
});

const cell = z.string().max(80);
/** Most rows that one form takes. */
export const MOST_ROWS = 2_000;
const rows = z.strictObject({
  kind: z.literal('list'),
  rows: z
    .array(z.strictObject({ segment: cell, industry: cell, companySize: cell, region: cell }))
    .min(1)
    .max(MOST_ROWS, `may have at most ${MOST_ROWS} rows`),
});

/** As the form sends it. */
export const statedCustomers = z.discriminatedUnion('kind', [shares, rows]);
export type StatedCustomers = z.infer<typeof statedCustomers>;

/**
 * As it is kept. A list is kept as counts alone: `<segment>|<industry>|<company size>|<region>` -> how many rows; a
 * value that the form does not offer counts as `?`, outside every profile.
 */
export const icpInputs = z.discriminatedUnion('kind', [
  shares,
  z.strictObject({
    kind: z.literal('list'),
    rows: z.int().min(1),
    counts: z.record(z.string().max(260), z.int().min(1)),
  }),
]);
export type IcpInputs = z.infer<typeof icpInputs>;
