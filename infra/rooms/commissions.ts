import { calculatorRoutes } from '../../functions/commissions/calculating.ts';
import { intakeRoutes, receiptRoutes } from '../../functions/commissions/contract.ts';
import { termsRoutes } from '../../functions/commissions/terms/items.ts';
import { attributionRoutes } from '../../functions/commissions/what-if/attribution.ts';
import { whatIfRoutes } from '../../functions/commissions/what-if/items.ts';
import type { RoomManifest } from './manifest.ts';

/** What adding a fact to a customer reads and writes. */
const adds = {
  program: ['BatchGetItem', 'Query', 'PutItem'],
  ledger: ['GetItem', 'Query', 'PutItem'],
  openedTypes: true,
  timeoutSeconds: 29,
} as const;

/** Who led to a payment, what it earns, and why. */
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
  'receive-event': {
    does: 'Takes what is told of clicks, leads, sales and what came back of them, signed by Standard Webhooks',
    route: intakeRoutes.receiveEvent,
    ...adds,
    program: [...adds.program, 'UpdateItem'],
    clicks: ['BatchGetItem'],
    key: true,
    intakeSecrets: true,
  },
  'receive-stripe': {
    does: "Takes Stripe's own webhooks",
    route: intakeRoutes.receiveStripe,
    ...adds,
    program: [...adds.program, 'UpdateItem'],
    clicks: ['BatchGetItem'],
    key: true,
    intakeSecrets: true,
  },
  'apply-flag': {
    does: 'Holds, releases, rejects or reinstates a commission, as room fraud says',
    events: ['accrual-held.v1', 'accrual-released.v1', 'accrual-rejected.v1', 'accrual-reinstated.v1'],
    ...adds,
    program: ['BatchGetItem', 'Query'],
    ledger: ['Query', 'PutItem'],
  },
  'apply-deal': {
    does: 'Adds a won deal to all who pay on it: what each payment earns, for whom',
    events: ['deal-closed-won.v1'],
    ...adds,
    timeoutSeconds: 120,
    key: true,
  },
  'join-customer': {
    does: 'Adds a won deal to a customer whose id a person has joined to it',
    events: ['deal-customer-named.v1'],
    ...adds,
    ledger: ['Query', 'PutItem'],
    timeoutSeconds: 120,
    key: true,
  },
  'join-domains': {
    does: 'Adds won deals to all who pay from another domain of the customer',
    events: ['customer-alias-named.v1'],
    ...adds,
    timeoutSeconds: 120,
    key: true,
  },
  'start-month-close': {
    does: 'Closes the last month that is over, once',
    schedule: { dailyAt: '04:00' },
    program: ['Query'],
    openedTypes: true,
    starts: ['month-close'],
  },
  'begin-month-close': {
    does: 'Checks what was typed to close a month, and which shards have books',
    step: true,
    program: ['Query'],
    ledger: ['Query'],
    timeoutSeconds: 60,
    openedTypes: true,
  },
  'close-month': {
    does: 'Settles volume bonus and monthly cap in the books of one shard',
    step: true,
    program: ['Query', 'BatchGetItem'],
    ledger: ['Query', 'PutItem'],
    openedTypes: true,
    timeoutSeconds: 900,
    memoryMb: 1024,
  },
  'report-month': { does: 'Adds up what the close of a month did', step: true },
  'list-terms': {
    does: 'Shows the team the terms of a partner, and what was asked for',
    route: termsRoutes.listTerms,
    program: ['GetItem', 'Query'],
    openedTypes: true,
  },
  'show-own-terms': {
    does: 'Shows a partner its terms in plain words, and what is to change',
    route: termsRoutes.showOwnTerms,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    openedTypes: true,
  },
  'change-terms': {
    does: 'Takes a plan of its own for a partner, for a second person to decide on',
    route: termsRoutes.changeTerms,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    key: true,
    openedTypes: true,
  },
  'conclude-terms': {
    does: 'Carries out what a second person decided on the terms of a partner, and tells the partner',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['terms'] },
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    openedTypes: true,
  },
  'ask-what-if': {
    does: 'Takes a draft policy to replay over history, and starts that',
    route: whatIfRoutes.askWhatIf,
    program: ['Query', 'GetItem', 'PutItem'],
    key: true,
    openedTypes: true,
    starts: ['what-if'],
  },
  'list-what-ifs': { does: 'Lists the drafts that were replayed', route: whatIfRoutes.listWhatIfs, program: ['Query'] },
  'show-what-if': {
    does: 'Shows what a draft would have changed',
    route: whatIfRoutes.showWhatIf,
    program: ['GetItem'],
  },
  'show-what-if-partner': {
    does: 'Shows what a draft would have changed for one partner, and by which sales',
    route: whatIfRoutes.showWhatIfPartner,
    program: ['GetItem', 'Query'],
  },
  'ask-attribution': {
    does: 'Takes a month and a model of attribution to credit its sales by, and starts that',
    route: attributionRoutes.askAttribution,
    program: ['Query', 'GetItem', 'PutItem'],
    key: true,
    openedTypes: true,
    starts: ['what-if'],
  },
  'show-attribution': {
    does: 'Shows whom the sales of a month are credited to by a model',
    route: attributionRoutes.showAttribution,
    program: ['Query', 'GetItem'],
  },
  'show-attribution-partner': {
    does: 'Shows the sales that a model credits to one partner',
    route: attributionRoutes.showAttributionPartner,
    program: ['GetItem', 'Query'],
  },
  'export-attribution': {
    does: 'Gives out all partners of a report on attribution for a spreadsheet',
    route: attributionRoutes.exportAttribution,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    timeoutSeconds: 29,
    memoryMb: 1024,
  },
  'begin-what-if': {
    does: 'Checks which draft is to be replayed, and which shards have history',
    step: true,
    program: ['GetItem'],
    ledger: ['Query'],
    timeoutSeconds: 60,
  },
  'replay-shard': {
    does: 'Replays the customers of one shard under the rules of today and of a draft; writes results alone',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    ledger: ['Query'],
    openedTypes: true,
    timeoutSeconds: 900,
    memoryMb: 1024,
  },
  'report-what-if': {
    does: 'Sums up what a draft would have changed, partner by partner',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    timeoutSeconds: 900,
    memoryMb: 1024,
  },
  calculate: {
    does: 'Compares what a customer costs under each plan',
    route: calculatorRoutes.calculate,
    program: ['Query'],
    openedTypes: true,
  },
};
