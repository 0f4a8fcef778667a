import { routes } from '../../functions/integrations/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Import from other tools, and the export of everything. */
export const integrations: RoomManifest = {
  'export-data': {
    does: 'Gives out a part of everything: claims, facts, pages of books, partners, versions of the policy',
    route: routes.exportData,
    program: ['GetItem', 'Query'],
    ledger: ['Query'],
    index: true,
    openedTypes: true,
    timeoutSeconds: 29,
    memoryMb: 1024,
  },
  'export-sheet': {
    does: 'Gives out balances and commissions for a spreadsheet',
    route: routes.exportSheet,
    ledger: ['Query'],
    timeoutSeconds: 29,
    memoryMb: 1024,
  },
};
