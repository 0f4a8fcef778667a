import * as z from 'zod';
import { clickReference } from './items.ts';

/** Event `click-reported.v1` of room commissions: a click that a customer's own server saw. Hashes are keyed. */
export const clickReported = z.strictObject({
  click: clickReference,
  ipHash: z.string(),
  deviceHash: z.string(),
  userAgent: z.string().optional(),
});
