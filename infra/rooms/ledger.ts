import { routes } from '../../functions/ledger/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Books: what is owed to whom, and why. */
export const ledger: RoomManifest = {
  'keep-books': {
    does: 'Brings what new facts post into the books of the partners, and tells what concerns channel partners',
    stream: 'FACT',
    // Query: the versions of the policy, for the time zone.
    program: ['Query', 'BatchGetItem', 'PutItem'],
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
  'show-own-balances': {
    does: 'Shows a partner its balances, on any date',
    route: routes.showOwnBalances,
    ledger: ['Query'],
  },
  'show-balances': {
    does: 'Shows the team the balances of a partner, on any date',
    route: routes.showBalances,
    program: ['GetItem'],
    ledger: ['Query'],
  },
  'adjust-balance': {
    does: 'Takes a change of a balance by a person; above a limit it waits for a second one',
    route: routes.adjustBalance,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query'],
    key: true,
    openedTypes: true,
  },
  'conclude-adjustment': {
    does: 'Carries out what a second person decided on an adjustment',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['adjustment'] },
    program: ['GetItem', 'UpdateItem', 'PutItem'],
  },
  'post-adjustment': {
    does: 'Writes the page of an approved adjustment and tells the partner',
    events: ['adjustment-approved.v1'],
    program: ['GetItem', 'PutItem'],
    ledger: ['Query', 'PutItem'],
  },
  'start-books-check': {
    does: 'Starts the proof of the books, every night',
    schedule: { dailyAt: '03:30' },
    starts: ['books-check'],
  },
  'begin-books-check': {
    does: 'Checks what was typed to start the proof of the books, and which shards have any',
    step: true,
    ledger: ['Query'],
    timeoutSeconds: 60,
  },
  'check-books': {
    does: 'Rebuilds what one shard of books and claims says, and compares',
    step: true,
    program: ['Query', 'GetItem', 'PutItem'],
    ledger: ['Query', 'PutItem'],
    openedTypes: true,
    timeoutSeconds: 600,
    memoryMb: 1024,
  },
  'report-books': {
    does: 'Ends the proof of the books well, or with what was found; asks people about what waits',
    step: true,
    program: ['Query', 'PutItem'],
  },
  'list-waiting': {
    does: 'Shows the team what was told and waits for what it belongs to',
    route: routes.listWaiting,
    program: ['Query'],
  },
};
