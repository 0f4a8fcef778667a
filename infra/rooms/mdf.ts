import { routes } from '../../functions/mdf/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Market development funds: what a tier gives, what is promised of it, and what is paid. */
export const mdf: RoomManifest = {
  'show-own-funds': {
    does: 'Shows a partner its development funds and requests',
    route: routes.showOwnFunds,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    ledger: ['Query'],
    openedTypes: true,
  },
  'request-funds': {
    does: 'Takes a request for development funds, and promises the amount in the same write',
    route: routes.requestFunds,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query', 'PutItem'],
    key: true,
    openedTypes: true,
  },
  'cancel-request': {
    does: 'Calls a request for funds off',
    route: routes.cancelRequest,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query', 'PutItem'],
    openedTypes: true,
  },
  'report-activity': {
    does: 'Takes the day on which a funded activity was held',
    route: routes.reportActivity,
    program: ['GetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'send-proof': {
    does: 'Takes the proof of a funded activity',
    route: routes.sendProof,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'name-results': {
    does: 'Takes the leads and deals that a funded activity brought',
    route: routes.nameResults,
    program: ['GetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'list-fund-requests': {
    does: 'Lists the requests for funds that are not over',
    route: routes.listFundRequests,
    program: ['BatchGetItem', 'Query'],
    index: true,
    openedTypes: true,
  },
  'show-partner-funds': {
    does: 'Shows the development funds of a partner',
    route: routes.showPartnerFunds,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    ledger: ['Query'],
    openedTypes: true,
  },
  'start-request': {
    does: 'Starts the workflow of a request for funds',
    events: ['mdf-requested.v1'],
    starts: ['mdf-request'],
  },
  'begin-request': {
    does: 'Checks what was typed to start the workflow of a request, and keeps a twin out',
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'carry-on': {
    does: 'Carries out what has happened to a request, and says what comes next',
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query', 'PutItem'],
    openedTypes: true,
  },
  'pay-funds': {
    does: 'Credits a partner with what was accepted',
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
    ledger: ['Query', 'PutItem'],
    openedTypes: true,
  },
};
