import * as z from 'zod';
import { fileType, partnerTier, programType, shelf } from '../../policy/contract.ts';
import { id, instant, line, paragraph } from '../../shared/text.ts';

/** What ops call an asset: stable, in its address, and never given to another. */
export const assetId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, 'must be a short name like "sales-playbook"');

/** The file of a version, as it was kept: what is opened is what was looked at. */
const keptFile = z.strictObject({
  fileId: id,
  name: z.string(),
  contentType: fileType,
  bytes: z.int().min(1),
  sha256: z.string(),
});
export type KeptFile = z.infer<typeof keptFile>;

/** A version is a file, or a page elsewhere (the demo environment). */
const version = z.strictObject({
  version: z.int().min(1),
  file: keptFile.optional(),
  url: z.string().optional(),
  /** What is new in it. */
  note: z.string().optional(),
  at: instant,
  by: z.string(),
});
export type AssetVersion = z.infer<typeof version>;

export const MOST_VERSIONS = 50;

/**
 * What ops say of an asset. `from`: a day of the program's zone, before which it is for tiers with early access alone [T3].
 * `tiers`: who sees it, instead of what the policy says of its shelf; none: as the policy says.
 */
export const described = z.strictObject({
  shelf,
  title: line(100),
  summary: paragraph(400),
  tiers: z.array(partnerTier).max(partnerTier.options.length).default([]),
  programTypes: z.array(programType).max(programType.options.length).default([]),
  from: z.iso.date().optional(),
});
export type Described = z.infer<typeof described>;

/** ASSET item: all versions, the newest last. `retired`: shown to nobody; its versions and downloads stay on record. */
export const assetItem = z.object({
  type: z.literal('ASSET'),
  assetId,
  shelf,
  title: z.string(),
  summary: z.string(),
  tiers: z.array(partnerTier),
  programTypes: z.array(programType),
  from: z.iso.date().optional(),
  state: z.enum(['shown', 'retired']),
  versions: z.array(version).min(1).max(MOST_VERSIONS),
  createdAt: instant,
  /** Counts changes: somebody else's change in between is never overwritten. */
  revision: z.int().min(1),
});
export type Asset = z.infer<typeof assetItem>;

/** DOWNLOAD item [O8]: who, when, which version. The same person within one link's time is one download. */
export const downloadItem = z.object({
  type: z.literal('DOWNLOAD'),
  assetId,
  version: z.int().min(1),
  partnerId: id,
  personId: z.string(),
  company: z.string(),
  at: instant,
});
export type Download = z.infer<typeof downloadItem>;
