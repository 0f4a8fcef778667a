import * as z from 'zod';
import { fileType } from '../policy/contract.ts';
import { route } from '../shared/route.ts';
import { id, instant, line } from '../shared/text.ts';
import { assetRoutes } from './assets/routes.ts';
import { brandRoutes } from './brand/routes.ts';
import { fileItem, partnerPurpose, programPurpose, purpose } from './items.ts';

export { type Asset, type AssetVersion, assetItem } from './assets/items.ts';
export type { LibraryView, OpsAsset } from './assets/routes.ts';
export { type Logo, logoItem, logoMoves } from './brand/items.ts';
export type { BrandView } from './brand/routes.ts';
export { type FileItem, fileItem, fileMoves, type Purpose, partnerPurpose, programPurpose, purpose } from './items.ts';

/** `file-kept.v1`, id `<partnerId>/file/<fileId>/kept`: it may be used from now on. */
export const fileKept = z.strictObject({ fileId: id, purpose, name: z.string(), by: z.string(), sha256: z.string() });
/** `file-refused.v1`, id `<partnerId>/file/<fileId>/refused`. */
export const fileRefused = z.strictObject({
  fileId: id,
  purpose,
  name: z.string(),
  by: z.string(),
  because: z.string(),
});

/** `asset-downloaded.v1` [O8]. */
export const assetDownloaded = z.strictObject({
  assetId: z.string(),
  title: z.string(),
  version: z.int(),
  by: z.string(),
});
/** `co-branded-made.v1` [P4]: `logo` is the partner's file that stands on it. */
export const coBrandedMade = z.strictObject({ fileId: id, name: z.string(), by: z.string(), logo: id });

/**
 * What another room asks of a file before it takes its id: undefined when all is well, else a sentence. `file`: the item
 * that `keys.file(partnerId, fileId)` holds, read by the room itself.
 */
export const whyNotThisFile = (
  file: z.infer<typeof fileItem> | undefined,
  wanted: z.infer<typeof purpose>,
): string | undefined => {
  if (!file || file.purpose !== wanted) return 'There is no such file.';
  if (file.state === 'waiting') return 'The file has not arrived yet. Wait a moment, then try again.';
  if (file.state === 'refused') return `The file was refused. ${file.because ?? ''}`.trim();
  return undefined;
};

const told = z.strictObject({ name: line(200), contentType: fileType, bytes: z.int().min(1).max(104_857_600) });

/** A form to send the file by: all fields as they are, the file last, `multipart/form-data`, within `expiresAt`. */
const uploadForm = z.strictObject({
  fileId: id,
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expiresAt: instant,
});

/** A short-lived address; the browser saves what it gives, and never shows it as a page. */
export const link = z.strictObject({ url: z.string(), expiresAt: instant });

export const fileView = fileItem
  .pick({ fileId: true, purpose: true, name: true, contentType: true, bytes: true, state: true, because: true })
  .extend({ link: link.optional() })
  .strict();
export type FileView = z.infer<typeof fileView>;

export const routes = {
  ...assetRoutes,
  ...brandRoutes,
  startUpload: route({
    id: 'startUpload',
    method: 'POST',
    path: '/api/portal/uploads',
    access: 'partner',
    summary: 'A form to send one file by; what arrives is looked at before it can be used',
    body: told.extend({ purpose: partnerPurpose }),
    status: 201,
    answer: uploadForm,
  }),
  showOwnFile: route({
    id: 'showOwnFile',
    method: 'GET',
    path: '/api/portal/files/{fileId}',
    access: 'partner',
    summary: 'How a file of your own stands, and a link to it once it is kept',
    params: z.strictObject({ fileId: id }),
    status: 200,
    answer: fileView,
  }),
  startProgramUpload: route({
    id: 'startProgramUpload',
    method: 'POST',
    path: '/api/ops/uploads',
    access: 'team',
    summary: 'A form to send one file of the program by',
    body: told.extend({ purpose: programPurpose }),
    status: 201,
    answer: uploadForm,
  }),
  showPartnerFile: route({
    id: 'showPartnerFile',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/files/{fileId}',
    access: 'team',
    summary: 'How a file of a partner stands, and a link to it; the program`s own under 26 zeros',
    params: z.strictObject({ partnerId: id, fileId: id }),
    status: 200,
    answer: fileView,
  }),
} as const;
