import { routes } from '../../functions/tiers/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Where a partner stands: requirements, promotion, notice, demotion; and what its tier gives. */
export const tiers: RoomManifest = {
  'begin-standing': {
    does: 'Begins the standing of an admitted channel partner, with the commitment of its start tier',
    events: ['partner-admitted.v1'],
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'check-standing': {
    does: 'Promotes a partner once everything is there',
    events: ['certificate-issued.v1', 'commitment-recorded.v1', 'satisfaction-told.v1'],
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'count-revenue': {
    does: 'Counts what channel partners sold in a quarter, and promotes by it',
    events: ['channel-sales-changed.v1'],
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    ledger: ['Query'],
    timeoutSeconds: 60,
  },
  'start-tier-review': {
    does: 'Reviews the tiers of the last quarter that is over, once',
    schedule: { dailyAt: '05:10' },
    program: ['Query'],
    starts: ['tier-review'],
  },
  'begin-tier-review': {
    does: 'Checks what was typed to review tiers, and which shards have sales and standings',
    step: true,
    program: ['Query'],
    ledger: ['Query'],
    timeoutSeconds: 60,
  },
  'recount-revenue': {
    does: 'Proves the counted revenue of one shard from the facts, and mends it',
    step: true,
    program: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
    ledger: ['Query'],
    timeoutSeconds: 900,
    memoryMb: 1024,
  },
  'review-tiers': {
    does: 'Reviews the tiers of one shard: notice, demotion, promotion',
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
    timeoutSeconds: 900,
  },
  'report-tier-review': { does: 'Adds up what a review of tiers did', step: true },
  'show-own-tier': {
    does: 'Shows a partner its tier, what it asks and gives, and what is ahead',
    route: routes.showOwnTier,
    program: ['GetItem', 'Query'],
    key: true,
    team: true,
  },
  'show-tier': {
    does: 'Shows the team where a partner stands',
    route: routes.showTier,
    program: ['GetItem', 'Query'],
    key: true,
    team: true,
  },
  'list-tiers': {
    does: 'Lists channel partners with what is ahead, and who holds the program tiers',
    route: routes.listTiers,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    timeoutSeconds: 29,
  },
  'draft-tiers': {
    does: 'Says who would move under another table of tiers',
    route: routes.draftTiers,
    program: ['GetItem', 'Query'],
    timeoutSeconds: 29,
  },
  'set-tier': {
    does: 'Gives a partner a tier by hand',
    route: routes.setTier,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'take-override': {
    does: 'Gives a partner the tier that a business review has set against the rule',
    events: ['review-recorded.v1'],
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'record-commitment': {
    does: 'Records a term that a partner has signed',
    route: routes.recordCommitment,
    program: ['GetItem', 'PutItem'],
  },
  'agree-terms': {
    does: 'Takes a margin or a match that was agreed with a partner, for a second person to decide on',
    route: routes.agreeTerms,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'conclude-agreed': {
    does: 'Carries out what a second person decided on agreed terms, and tells the partner',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['channel-terms'] },
    program: ['GetItem', 'PutItem'],
  },
  'set-program-tier': {
    does: 'Sets the program tier of a partner, within capacity',
    route: routes.setProgramTier,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'free-program-tier': {
    does: 'Frees the slot of a partner that has left',
    events: ['partner-stopped.v1'],
    program: ['GetItem', 'PutItem'],
  },
  'apply-for-tier': {
    does: 'Takes an application for Preferred and asks the manager',
    route: routes.applyForTier,
    program: ['GetItem', 'PutItem'],
  },
  'conclude-tier-application': {
    does: 'Carries out what was decided on an application for Preferred',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['tier-application'] },
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'ask-of-tier': {
    does: 'Takes what a partner asks for that its tier gives, and asks the manager',
    route: routes.askOfTier,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'conclude-tier-ask': {
    does: 'Tells a partner what was said to what it asked of its tier',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['tier-ask'] },
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'invite-ambassador': {
    does: 'Invites an affiliate to Ambassador',
    route: routes.inviteAmbassador,
    program: ['GetItem', 'PutItem'],
  },
  'answer-invitation': {
    does: 'Takes what an affiliate says to its invitation',
    route: routes.answerInvitation,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'plan-survey': {
    does: 'Plans the survey of a won deal',
    events: ['deal-closed-won.v1'],
    program: ['GetItem', 'Query', 'PutItem'],
    key: true,
  },
  'send-surveys': {
    does: 'Sends the surveys that are due, and closes those that nobody answered',
    schedule: { dailyAt: '09:00' },
    program: ['GetItem', 'PutItem'],
    index: true,
  },
  'show-survey': {
    does: 'Shows a customer what is asked about a deal',
    route: routes.showSurvey,
    program: ['GetItem'],
    key: true,
    site: true,
  },
  'answer-survey': {
    does: "Takes a customer's answer, once",
    route: routes.answerSurvey,
    program: ['GetItem', 'PutItem'],
    key: true,
  },
  'receive-satisfaction': {
    does: 'Takes answers of customers from another survey tool, signed by Standard Webhooks',
    route: routes.receiveSatisfaction,
    program: ['GetItem', 'PutItem', 'UpdateItem'],
    intakeSecrets: true,
  },
  'record-satisfaction': {
    does: 'Takes answers of customers as a list',
    route: routes.recordSatisfaction,
    program: ['GetItem', 'Query', 'PutItem'],
  },
};
