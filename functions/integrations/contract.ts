import * as z from 'zod';
import { route } from '../shared/route.ts';

export { kind, type Options, rowSchemas, tool } from './reading/neutral.ts';

/** A shard of the ledger, 0 to 63; all of them one after the other unless told. */
const shard = z
  .string()
  .regex(/^([0-9]|[1-5][0-9]|6[0-3])$/, 'must be a number from 0 to 63')
  .transform(Number)
  .optional();
const cursor = z.string().max(2_000).optional();

const exportPart = z.enum(['claims', 'facts', 'pages', 'partners', 'policy']);
export type ExportPart = z.infer<typeof exportPart>;
const exportSheet = z.enum(['balances', 'commissions']);

export const routes = {
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
