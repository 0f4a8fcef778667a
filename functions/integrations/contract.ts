import * as z from 'zod';
import { route } from '../shared/route.ts';
import { connectionRoutes } from './connections/ways.ts';
import { counts, importId, importItem, importOptions, told } from './import/items.ts';
import { linkImportedData } from './import/telling.ts';
import { kind, tool } from './reading/neutral.ts';

export type { Connections } from './connections/ways.ts';
export { chunkItem, type Import, importItem } from './import/items.ts';
export { nominationOf } from './import/nomination.ts';
export { kind, type Options, rowSchemas, tool } from './reading/neutral.ts';
/** Event `link-imported.v1`, id `<partner>/<run>/link-imported/<code>`. */
export { linkImportedData };

// ---- Steps of workflow `import-run`

/** What ops type, or the start of an import: which one. */
export const importRunInput = z.strictObject({ importId });
export const beginImport = z.strictObject({ input: z.unknown() });
const chunk = z.int().min(1);
/** Input of `bring-chunk`, and of room applications' `nominate-imported`. */
export const ofChunk = z.strictObject({ importId, chunk });
/** What a chunk led to; of its rows that need a look the first ten. */
export const broughtChunk = counts.extend({ rows: z.array(told) });
/** How many contacts were asked, and which could not be. */
export const askedChunk = z.strictObject({ asked: z.int().min(0), rows: z.array(told) });
export type AskedChunk = z.infer<typeof askedChunk>;
export const concludeImport = z.strictObject({
  importId,
  chunks: z.array(z.strictObject({ brought: broughtChunk, asked: askedChunk.optional() })),
});

// ---- HTTP

const importView = importItem.omit({ type: true, chunks: true }).strict();
export type ImportView = z.infer<typeof importView>;

/** 4 MB of file, and what JSON adds to write quotes and line ends. */
export const MOST_TEXT = 4_194_304;
const MOST_BODY = 5_500_000;

/** A shard of the ledger, 0 to 63; all of them one after the other unless told. */
const shard = z
  .string()
  .regex(/^([0-9]|[1-5][0-9]|6[0-3])$/, 'must be a number from 0 to 63')
  .transform(Number)
  .optional();
const cursor = z.string().max(2_000).optional();

const exportPart = z.enum(['claims', 'facts', 'pages', 'funds', 'partners', 'links', 'policy']);
export type ExportPart = z.infer<typeof exportPart>;
const exportSheet = z.enum(['balances', 'commissions']);

export const routes = {
  ...connectionRoutes,
  takeImport: route({
    id: 'takeImport',
    method: 'POST',
    path: '/api/ops/imports',
    access: 'team',
    summary:
      'Reads an export of another tool and says what it would bring: a dry run. The same file with the same options is the same import.',
    body: z.strictObject({
      tool,
      kind,
      options: importOptions.default(importOptions.parse({})),
      /** The file as it is, CSV or JSON, up to 4 MB. */
      text: z.string().min(1),
    }),
    maxBytes: MOST_BODY,
    status: 200,
    answer: importView,
  }),
  listImports: route({
    id: 'listImports',
    method: 'GET',
    path: '/api/ops/imports',
    access: 'team',
    summary: 'Every import, the latest first; the rows that a report lists are with the import itself',
    status: 200,
    answer: z.strictObject({ imports: z.array(importView) }),
  }),
  showImport: route({
    id: 'showImport',
    method: 'GET',
    path: '/api/ops/imports/{importId}',
    access: 'team',
    summary: 'An import: its dry run, how far it is, what it brought',
    params: z.strictObject({ importId }),
    status: 200,
    answer: importView,
  }),
  startImport: route({
    id: 'startImport',
    method: 'POST',
    path: '/api/ops/imports/{importId}/start',
    access: 'team',
    summary: 'Brings what the dry run said. A second start changes nothing.',
    params: z.strictObject({ importId }),
    status: 202,
    answer: importView,
  }),
  exportData: route({
    id: 'exportData',
    method: 'GET',
    path: '/api/ops/export',
    access: 'team',
    summary:
      'A part of everything, a JSON object a line (NDJSON, docs/EXPORT.md). Header `next-cursor`: there is more; ask again with it.',
    query: z.strictObject({ part: exportPart, shard, cursor }),
    status: 200,
  }),
  exportSheet: route({
    id: 'exportSheet',
    method: 'GET',
    path: '/api/ops/export-sheet',
    access: 'team',
    summary: 'Balances or commissions for a spreadsheet (CSV). Header `next-cursor`: there is more; ask again with it.',
    query: z.strictObject({ sheet: exportSheet, shard, cursor }),
    status: 200,
  }),
} as const;
