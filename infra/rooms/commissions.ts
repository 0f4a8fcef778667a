import { receiptRoutes } from '../../functions/commissions/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** What a sale earns, and why. */
export const commissions: RoomManifest = {
  'list-earnings': {
    does: 'Lists what a partner earned in a month, sale by sale',
    route: receiptRoutes.listEarnings,
    // Query: the versions of the policy, for the time zone.
    program: ['Query'],
    ledger: ['Query'],
    openedTypes: true,
  },
  'show-receipt': {
    does: 'Shows a partner why it was paid this for a sale, or nothing',
    route: receiptRoutes.showReceipt,
    ledger: ['Query'],
  },
  'show-sale': {
    does: 'Shows the team all about a sale',
    route: receiptRoutes.showSale,
    ledger: ['Query'],
  },
};
