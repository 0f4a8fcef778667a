import { routes } from '../../functions/partners/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** The partner's profile, its stage in the lifecycle, and its timeline. */
export const partners: RoomManifest = {
  'start-lifecycle': {
    does: 'Creates the partner when an application is verified, and starts its lifecycle',
    events: ['application-verified.v1'],
    program: ['PutItem'],
    starts: ['partner-lifecycle'],
  },
  'begin-workflow': {
    does: 'Checks what a workflow was started with, finds the partner, and keeps twins out',
    step: true,
    program: ['GetItem', 'UpdateItem', 'Query'],
    key: true,
  },
  'move-stage': {
    does: "Changes a partner's stage, where the lifecycle allows it",
    step: true,
    program: ['GetItem', 'PutItem'],
  },
  'admit-partner': {
    does: 'Admits a partner at its start tier: day 0 of onboarding',
    step: true,
    program: ['GetItem', 'PutItem'],
  },
  'note-outcome': {
    does: 'Keeps how a workflow ended on the timeline and gives back its lock',
    awsEvents: 'workflow-status',
    program: ['PutItem', 'GetItem', 'Query', 'UpdateItem'],
    key: true,
  },
  'end-run': {
    does: 'Takes a partner out whose stop another room ordered',
    events: ['partner-stopped.v1'],
    program: ['GetItem', 'PutItem'],
  },
  'change-tier': {
    does: 'Gives a partner the tier that was decided on',
    events: ['tier-decided.v1'],
    program: ['GetItem', 'PutItem'],
  },
  'list-partners': {
    does: 'Lists partners by stage',
    route: routes.listPartners,
    index: true,
  },
  'show-partner': {
    does: 'Shows one partner',
    route: routes.showPartner,
    program: ['GetItem', 'Query'],
    index: true,
    key: true,
    team: true,
  },
  'set-manager': {
    does: 'Names who looks after a partner',
    route: routes.setManager,
    program: ['GetItem', 'PutItem'],
    key: true,
    team: true,
  },
  'list-timeline': {
    does: 'Lists everything about a partner in order, from its events and its books',
    route: routes.listTimeline,
    program: ['GetItem', 'Query'],
    ledger: ['Query'],
    index: true,
  },
  'list-own-timeline': {
    does: 'Lists everything about a partner in order, to the partner itself',
    route: routes.listOwnTimeline,
    program: ['Query'],
    ledger: ['Query'],
    index: true,
  },
  withdraw: {
    does: 'Takes a partner out at its own wish',
    route: routes.withdraw,
    program: ['GetItem', 'PutItem'],
  },
  'order-stop': {
    does: 'Sunsets a partner at the word of ops',
    route: routes.orderStop,
    program: ['GetItem', 'PutItem'],
  },
};
