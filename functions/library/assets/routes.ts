import * as z from 'zod';
import { fileType, partnerTier, shelf } from '../../policy/contract.ts';
import { route } from '../../shared/route.ts';
import { id, instant, paragraph } from '../../shared/text.ts';
import { assetId, assetItem, described, downloadItem } from './items.ts';

const byId = z.strictObject({ assetId });
/** A page of ours or of a service that we use: https, with a name of its own. */
const address = z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(500);
/** One of the two. */
const source = {
  fileId: id.optional(),
  url: address.optional(),
  note: paragraph(400).optional(),
};
const oneSource = ({ fileId, url }: { fileId?: string | undefined; url?: string | undefined }): boolean =>
  (fileId === undefined) !== (url === undefined);
const ONE = 'give either fileId or url';

/** What is told of an asset that may be opened. */
const shownAsset = z.strictObject({
  assetId,
  shelf,
  title: z.string(),
  summary: z.string(),
  version: z.int(),
  note: z.string().optional(),
  updatedAt: instant,
  file: z.strictObject({ name: z.string(), contentType: fileType, bytes: z.int() }).optional(),
  /** Host of a page elsewhere. */
  host: z.string().optional(),
  /** It is early access [T3]: others have it from this day on. */
  earlyUntil: z.iso.date().optional(),
});
export type ShownAsset = z.infer<typeof shownAsset>;

export const libraryView = z.strictObject({
  tier: partnerTier,
  assets: z.array(shownAsset),
  /** What the next tiers open, the nearest first. */
  locked: z.array(z.strictObject({ tier: partnerTier, shelf, title: z.string(), summary: z.string() })),
});
export type LibraryView = z.infer<typeof libraryView>;

export const opsAsset = assetItem
  .omit({ type: true })
  .extend({ downloads: z.int().min(0) })
  .strict();
export type OpsAsset = z.infer<typeof opsAsset>;

/** Where the list goes on. */
const downloadKey = z.string().regex(/^[0-9TZ:.-]{24}#[0-9A-Z]{26}#\d{1,3}$/, 'is no place in this list');
const download = downloadItem.omit({ type: true }).strict();

export const assetRoutes = {
  showLibrary: route({
    id: 'showLibrary',
    method: 'GET',
    path: '/api/portal/library',
    access: 'partner',
    summary: 'What the partner may open, by shelf, and what the next tiers open',
    status: 200,
    answer: libraryView,
  }),
  openAsset: route({
    id: 'openAsset',
    method: 'POST',
    path: '/api/portal/library/{assetId}/downloads',
    access: 'partner',
    summary: 'Opens the newest version; who, when and which version is recorded',
    params: byId,
    body: z.strictObject({}),
    status: 201,
    answer: z.strictObject({ url: z.string(), version: z.int(), expiresAt: instant.optional() }),
  }),
  listAssets: route({
    id: 'listAssets',
    method: 'GET',
    path: '/api/ops/library',
    access: 'team',
    summary: 'All assets with their versions and downloads',
    status: 200,
    answer: z.strictObject({ assets: z.array(opsAsset) }),
  }),
  addAsset: route({
    id: 'addAsset',
    method: 'POST',
    path: '/api/ops/library',
    access: 'team',
    summary: 'Puts an asset on its shelf',
    body: described.extend({ assetId, ...source }).refine(oneSource, ONE),
    status: 201,
    answer: opsAsset,
  }),
  addStarters: route({
    id: 'addStarters',
    method: 'POST',
    path: '/api/ops/library-starters',
    access: 'team',
    summary:
      'Puts the starter set on the shelves: playbook, battle card, case study kit, integration guide, brand rules',
    body: z.strictObject({}),
    status: 200,
    answer: z.strictObject({ added: z.int().min(0) }),
  }),
  changeAsset: route({
    id: 'changeAsset',
    method: 'PUT',
    path: '/api/ops/library/{assetId}',
    access: 'team',
    summary: 'Changes what is said of an asset and who sees it; retires it, or shows it again',
    params: byId,
    body: described.extend({ state: assetItem.shape.state, revision: z.int().min(1) }),
    status: 200,
    answer: opsAsset,
  }),
  replaceAsset: route({
    id: 'replaceAsset',
    method: 'POST',
    path: '/api/ops/library/{assetId}/versions',
    access: 'team',
    summary: 'The next version of an asset; partners open it from now on',
    params: byId,
    body: z.strictObject({ ...source, revision: z.int().min(1) }).refine(oneSource, ONE),
    status: 201,
    answer: opsAsset,
  }),
  listDownloads: route({
    id: 'listDownloads',
    method: 'GET',
    path: '/api/ops/library/{assetId}/downloads',
    access: 'team',
    summary: 'Who opened which version when, the newest first',
    params: byId,
    query: z.strictObject({ cursor: downloadKey.optional() }),
    status: 200,
    answer: z.strictObject({ downloads: z.array(download), cursor: downloadKey.optional() }),
  }),
  exportDownloads: route({
    id: 'exportDownloads',
    method: 'GET',
    path: '/api/ops/library/{assetId}/downloads.csv',
    access: 'team',
    summary: 'The same as a sheet',
    params: byId,
    status: 200,
    produces: 'text/csv',
  }),
} as const;
