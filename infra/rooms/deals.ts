import { routes } from '../../functions/deals/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** What may begin or end that a partner holds a customer: the deal, its claim, the count of open ones, what follows. */
const moving = {
  program: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
  openedTypes: true,
} as const;
/** A move within a state: the deal, until when its claim holds, what follows. */
const noting = { program: ['GetItem', 'Query', 'PutItem'], openedTypes: true } as const;

/** Who registered which customer, what was decided, and what a won deal earns. */
export const deals: RoomManifest = {
  'list-own-deals': {
    does: "Lists a partner's own deals",
    route: routes.listOwnDeals,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    openedTypes: true,
  },
  'register-deal': {
    does: 'Takes the registration of a deal, and checks it',
    route: routes.registerDeal,
    ...moving,
    key: true,
  },
  'check-deal': { does: 'Checks a blocked registration again', route: routes.checkDeal, ...moving, key: true },
  'show-own-deal': {
    does: 'Shows a partner one of its deals',
    route: routes.showOwnDeal,
    program: ['GetItem', 'Query'],
    openedTypes: true,
  },
  'update-deal': { does: "Takes a partner's update of a deal", route: routes.updateDeal, ...noting },
  'extend-deal': { does: 'Extends the exclusivity of a deal', route: routes.extendDeal, ...noting },
  'win-own-deal': {
    does: "Takes a partner's report that a deal is won",
    route: routes.winOwnDeal,
    ...moving,
    ledger: ['Query'],
    key: true,
  },
  'end-own-deal': { does: 'Takes that a deal is lost, or withdrawn', route: routes.endOwnDeal, ...moving },
  'appeal-deal': { does: "Takes a partner's appeal against a rejection", route: routes.appealDeal, ...noting },
  'list-deals': {
    does: 'Lists the pipeline',
    route: routes.listDeals,
    program: ['Query'],
    index: true,
    openedTypes: true,
  },
  'show-deal': {
    does: 'Shows one deal, and all that is known of its customer',
    route: routes.showDeal,
    program: ['GetItem', 'Query'],
    openedTypes: true,
    key: true,
  },
  'decide-deal': {
    does: "Takes a person's decision on a registration",
    route: routes.decideDeal,
    ...moving,
    key: true,
  },
  'win-deal': { does: 'Records that a deal is won', route: routes.winDeal, ...moving, ledger: ['Query'], key: true },
  'hand-over-deal': {
    does: 'Hands a customer over to another partner',
    route: routes.handOverDeal,
    ...moving,
    key: true,
  },
  'credit-deal': { does: 'Records what a partner did beside the sale', route: routes.creditDeal, ...noting, key: true },
  'name-customer': {
    does: 'Takes that a customer id belongs to a won deal',
    route: routes.nameCustomer,
    ...noting,
    key: true,
  },
  'list-direct': { does: 'Lists our own pipeline', route: routes.listDirect, index: true },
  'import-direct': {
    does: 'Imports our own pipeline from CSV, after a dry run',
    route: routes.importDirect,
    program: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    key: true,
    memoryMb: 1024,
    timeoutSeconds: 28,
  },
  'receive-crm': {
    does: 'Takes what the CRM tells of its opportunities',
    route: routes.receiveCrm,
    program: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    key: true,
    intakeSecrets: true,
  },
  'list-aliases': { does: 'Lists alias domains of customers', route: routes.listAliases, program: ['Query'] },
  'change-alias': {
    does: 'Takes whose a domain is',
    route: routes.changeAlias,
    program: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    key: true,
  },
  'begin-deal': {
    does: 'Checks what was typed to look after a deal, and that one execution does',
    step: true,
    program: ['GetItem', 'PutItem'],
  },
  'look-at-deal': {
    does: 'Says where a deal stands, and lets go of one that has ended',
    step: true,
    program: ['GetItem', 'PutItem', 'DeleteItem', 'ConditionCheckItem'],
  },
  'await-deal': {
    does: 'Lets an execution wait for its deal',
    step: true,
    program: ['GetItem', 'PutItem'],
    answersTasks: ['Success'],
  },
  'chase-deal': { does: 'Does what is due on a deal by the clock', step: true, ...moving },
  'wake-deal': {
    does: 'Tells the execution of a deal that has moved, or starts one',
    events: ['deal-moved.v1'],
    program: ['GetItem'],
    starts: ['deal-registration'],
    answersTasks: ['Success'],
  },
  'follow-deal': {
    does: 'Does what follows for others once a deal has moved',
    events: ['deal-moved.v1'],
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    ledger: ['Query'],
    openedTypes: true,
    key: true,
  },
  'conclude-deal-appeal': {
    does: 'Carries out what was decided on an appeal',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['deal-appeal'] },
    ...moving,
    key: true,
  },
  'end-deals': {
    does: 'Ends the deals of a partner that has left',
    events: ['partner-stopped.v1'],
    program: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
  },
  'recheck-deals': {
    does: 'Checks open registrations again when our own pipeline has the customer',
    events: ['direct-opportunity-told.v1'],
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'],
    openedTypes: true,
    key: true,
  },
  'hear-win': {
    does: 'Hears from outside that a deal is won',
    events: ['deal-won-told.v1'],
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    ledger: ['Query'],
    openedTypes: true,
    key: true,
  },
};
