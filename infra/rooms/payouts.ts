import { routes } from '../../functions/payouts/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** A bundle with fonts, and long books. */
const printing = { memoryMb: 1024, timeoutSeconds: 28 } as const;
/** Runs of ten thousand payouts. */
const large = { memoryMb: 1024, timeoutSeconds: 120 } as const;
const answering = { memoryMb: 1024, timeoutSeconds: 28 } as const;

export const payouts: RoomManifest = {
  'show-own-payouts': {
    does: 'Shows a partner what its next payout will be, and why',
    route: routes.showOwnPayouts,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    ledger: ['Query'],
    openedTypes: true,
  },
  'change-payout-method': {
    does: 'Takes how a partner is paid, and tells its contact',
    route: routes.changePayoutMethod,
    program: ['GetItem', 'PutItem'],
    key: true,
  },
  'declare-tax-form': {
    does: 'Takes which tax form a partner says is its own',
    route: routes.declareTaxForm,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'list-statements': {
    does: 'Lists the statements of a partner',
    route: routes.listStatements,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query'],
    openedTypes: true,
  },
  'show-statement': {
    does: 'Shows one statement of a partner',
    route: routes.showStatement,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query'],
    openedTypes: true,
  },
  'print-statement': {
    does: 'Prints one statement of a partner',
    route: routes.printStatement,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query'],
    openedTypes: true,
    site: true,
    ...printing,
  },
  'list-batches': {
    does: 'Lists the payout runs',
    route: routes.listBatches,
    program: ['GetItem', 'Query'],
    key: true,
    openedTypes: true,
  },
  'show-batch': {
    does: 'Shows one payout run',
    route: routes.showBatch,
    program: ['GetItem', 'Query'],
    ...answering,
  },
  'decide-batch': {
    does: 'Takes approvals of a payout run, calls it off, or lets it try again',
    route: routes.decideBatch,
    program: ['GetItem', 'Query', 'UpdateItem', 'PutItem'],
    openedTypes: true,
    ...answering,
  },
  'decide-payout': {
    does: 'Leaves one payout out of a preview, or releases it',
    route: routes.decidePayout,
    program: ['GetItem', 'UpdateItem', 'PutItem'],
  },
  'download-file': {
    does: 'Gives out a payment file, always the same bytes',
    route: routes.downloadFile,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    ...answering,
  },
  'take-results': {
    does: 'Takes in what became of payments',
    openedTypes: true,
    route: routes.takeResults,
    program: ['GetItem', 'Query', 'UpdateItem', 'PutItem'],
    ledger: ['Query', 'PutItem'],
    ...answering,
  },
  'record-tax-form': {
    does: 'Records that a tax form has come in',
    route: routes.recordTaxForm,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'hold-payouts': {
    does: 'Holds the payouts of a partner, or lets them go',
    route: routes.holdPayouts,
    program: ['GetItem', 'BatchGetItem', 'PutItem'],
  },
  'show-tax-year': {
    does: 'Adds up the payments of a calendar year',
    route: routes.showTaxYear,
    program: ['Query', 'BatchGetItem'],
    openedTypes: true,
    ...answering,
  },
  'start-payouts': {
    does: "Starts the month's payout run",
    schedule: { dailyAt: '07:00' },
    program: ['Query'],
    openedTypes: true,
    starts: ['payout-run'],
  },
  'begin-batch': {
    does: 'Checks what a payout run was started with, and that it runs once',
    step: true,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    ledger: ['Query'],
    key: true,
    openedTypes: true,
  },
  'preview-payouts': {
    does: 'Says what a run would pay for one shard of books, and why not',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    ledger: ['Query'],
    openedTypes: true,
    ...large,
  },
  'close-preview': {
    does: 'Adds the preview up and puts it to the people who approve',
    step: true,
    program: ['GetItem', 'Query', 'UpdateItem'],
    openedTypes: true,
    ...large,
  },
  'await-batch': {
    does: 'Lets a payout run wait for people',
    step: true,
    program: ['GetItem', 'PutItem'],
    answersTasks: ['Success'],
  },
  'wake-batch': {
    does: 'Tells a payout run what it waits for',
    events: ['payout-batch-news.v1'],
    program: ['GetItem'],
    answersTasks: ['Success'],
  },
  'chase-batch': {
    does: 'Reminds of a payout run that waits',
    step: true,
    program: ['GetItem', 'Query', 'UpdateItem', 'PutItem'],
    openedTypes: true,
  },
  'cancel-batch': {
    does: 'Calls off a payout run that nobody approved',
    step: true,
    program: ['GetItem', 'UpdateItem'],
  },
  'reserve-payouts': {
    does: 'Takes approved payouts of one shard out of what is payable',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem'],
    ledger: ['Query', 'PutItem'],
    key: true,
    ...large,
  },
  'make-files': {
    does: 'Makes the payment files of a run, and writes their hashes down',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'PutItem'],
    openedTypes: true,
    ...large,
  },
  'settle-payouts': {
    does: 'Sends to the payout service, asks it, and books what became of payments',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'PutItem', 'DeleteItem'],
    ledger: ['Query', 'PutItem'],
    key: true,
    openedTypes: true,
    ...large,
  },
  'count-open': {
    does: 'Counts the payouts under way, and settles a run without any',
    step: true,
    program: ['GetItem', 'Query', 'UpdateItem'],
    ...large,
  },
  'erase-payee': {
    does: 'Forgets the payment details of an erased contact',
    events: ['person-erased.v1'],
    program: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    ledger: ['Query'],
  },
};
