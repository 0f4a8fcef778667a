import type { RoomManifest } from './manifest.ts';

/** Books: what is owed to whom, and why. */
export const ledger: RoomManifest = {
  'keep-books': {
    does: 'Brings what new facts post into the books of the partners',
    stream: 'FACT',
    // Query: the versions of the policy, for the time zone.
    program: ['Query'],
    ledger: ['Query', 'PutItem'],
    openedTypes: true,
    timeoutSeconds: 60,
  },
  'mature-books': {
    does: 'Makes payable what has matured in the books of one shard',
    step: true,
    ledger: ['Query', 'PutItem'],
    timeoutSeconds: 300,
  },
};
