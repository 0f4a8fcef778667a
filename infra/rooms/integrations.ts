import { routes } from '../../functions/integrations/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Import from other tools, and the export of everything. */
export const integrations: RoomManifest = {
  'export-data': {
    does: 'Gives out a part of everything: claims, facts, pages of books, partners, links and coupons, the policy',
    route: routes.exportData,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    ledger: ['Query'],
    index: true,
    key: true,
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
  'take-import': {
    does: 'Reads an export of another tool and says what it would bring',
    route: routes.takeImport,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    ledger: ['BatchGetItem', 'Query'],
    key: true,
    openedTypes: true,
    timeoutSeconds: 29,
    memoryMb: 2048,
  },
  'list-imports': { does: 'Lists the imports', route: routes.listImports, program: ['Query'] },
  'show-import': { does: 'Shows an import', route: routes.showImport, program: ['GetItem'] },
  'start-import': {
    does: 'Starts an import',
    route: routes.startImport,
    program: ['GetItem', 'UpdateItem'],
    starts: ['import-run'],
  },
  'begin-import': {
    does: 'Checks what was typed to start an import, and says what is to be brought',
    step: true,
    program: ['GetItem', 'UpdateItem'],
  },
  'bring-chunk': {
    does: 'Brings the rows of a chunk of an import to their partners, or lets them wait',
    step: true,
    program: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    ledger: ['GetItem', 'Query', 'PutItem'],
    key: true,
    openedTypes: true,
    timeoutSeconds: 300,
    memoryMb: 1024,
  },
  'conclude-import': {
    does: 'Keeps what an import brought and forgets its rows',
    step: true,
    program: ['GetItem', 'UpdateItem', 'DeleteItem'],
  },
  'bring-waiting': {
    does: 'Brings what was imported of a partner once it has accepted its agreement',
    events: ['fact-recorded.v1'],
    eventsWith: { fact: ['agreement-accepted'] },
    program: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    ledger: ['GetItem', 'Query', 'PutItem'],
    key: true,
    openedTypes: true,
    timeoutSeconds: 300,
    memoryMb: 1024,
  },
};
