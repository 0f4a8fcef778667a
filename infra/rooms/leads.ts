import { routes } from '../../functions/leads/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Inbound leads, and the partners that they go to. */
export const leads: RoomManifest = {
  'receive-lead': {
    does: 'Takes a signed lead from the site of the program',
    route: routes.receiveLead,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
    intakeSecrets: true,
    openedTypes: true,
  },
  'enter-leads': {
    does: 'Takes leads that the team enters',
    route: routes.enterLeads,
    program: ['GetItem', 'Query', 'PutItem'],
    key: true,
    openedTypes: true,
    timeoutSeconds: 28,
  },
  'start-routing': {
    does: 'Starts the workflow of a lead',
    events: ['lead-received.v1'],
    starts: ['lead-routing'],
  },
  'begin-lead': {
    does: 'Checks what was typed to start the workflow of a lead, and keeps a twin out',
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'carry-lead': {
    does: 'Carries out what has happened to a lead, offers it to the next partner, and says what comes next',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'list-leads': {
    does: 'Lists the leads that are not over',
    route: routes.listLeads,
    program: ['BatchGetItem'],
    index: true,
  },
  'show-lead': {
    does: 'Shows one lead',
    route: routes.showLead,
    program: ['GetItem', 'BatchGetItem'],
  },
  'erase-lead': {
    does: 'Forgets the person behind a lead',
    route: routes.eraseLead,
    program: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'],
  },
  'list-own-leads': {
    does: 'Shows a partner the leads that it was offered or has',
    route: routes.listOwnLeads,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    openedTypes: true,
  },
  'answer-lead': {
    does: 'Takes whether a partner accepts a lead',
    route: routes.answerLead,
    program: ['GetItem', 'PutItem'],
  },
  'report-lead': {
    does: 'Takes what has become of a lead',
    route: routes.reportLead,
    program: ['GetItem', 'PutItem'],
  },
  'link-deal': {
    does: 'Links a registered deal to the lead that it came of',
    events: ['deal-moved.v1'],
    eventsWith: { did: ['register'] },
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'set-lead-taking': {
    does: 'Takes which leads a partner takes',
    route: routes.setLeadTaking,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
};
