import { routes } from '../../functions/email/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Letters: one function sends, another looks after what could not be sent; what SES and readers answer comes back here. */
export const email: RoomManifest = {
  'send-letters': {
    does: 'Sends letters as they are ordered',
    stream: 'LETTER',
    // Query: the versions of the policy, for the time zone.
    program: ['BatchGetItem', 'Query', 'UpdateItem', 'PutItem'],
    key: true,
    sendsMail: true,
    team: true,
    openedTypes: true,
    // 25 letters of a batch, one after the other; less than the lease of a claim (3 minutes).
    timeoutSeconds: 120,
  },
  'sweep-letters': {
    does: 'Sends letters that had to wait: put off by SES, or lost in a crash',
    schedule: { everyMinutes: 15 },
    program: ['GetItem', 'BatchGetItem', 'Query', 'UpdateItem', 'PutItem'],
    index: true,
    key: true,
    sendsMail: true,
    team: true,
    openedTypes: true,
    timeoutSeconds: 290,
  },
  'order-letter': {
    does: 'Orders a letter for a workflow',
    step: true,
    program: ['GetItem', 'PutItem'],
  },
  'show-letter': {
    does: 'Shows the team a letter to or about a partner',
    route: routes.showLetter,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    key: true,
    site: true,
    showsMail: true,
    team: true,
  },
  'show-own-letter': {
    does: 'Shows a person of a partner a letter that went to it',
    route: routes.showOwnLetter,
    program: ['GetItem', 'BatchGetItem', 'Query'],
    key: true,
    site: true,
    showsMail: true,
    team: true,
  },
  'show-unsubscribe': {
    does: 'Shows the page that asks to confirm unsubscribing',
    route: routes.showUnsubscribe,
    key: true,
    site: true,
  },
  unsubscribe: {
    does: 'Unsubscribes a person from tips and reminders',
    route: routes.unsubscribe,
    program: ['GetItem', 'UpdateItem', 'PutItem'],
    key: true,
    site: true,
  },
  'record-feedback': {
    does: 'Records bounces and complaints, and pauses tips and reminders when too many complain',
    awsEvents: 'email-feedback',
    program: ['GetItem', 'Query', 'UpdateItem', 'PutItem'],
    key: true,
  },
  'suppress-erased': {
    does: 'Keeps the mailbox of an erased person from being written to',
    events: ['person-erased.v1'],
    program: ['UpdateItem'],
  },
};
