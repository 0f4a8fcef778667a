import { routes } from '../../functions/access/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Sign-in by letter, sessions, and the check before every request. */
export const access: RoomManifest = {
  'request-sign-in': {
    does: 'Sends a sign-in link to whom the address belongs',
    route: routes.requestSignIn,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
    team: true,
  },
  'send-known-sign-in': {
    does: 'Sends a sign-in link to a known person who filled in the sign-up form again',
    events: ['sign-in-requested.v1'],
    program: ['Query', 'PutItem'],
    key: true,
  },
  'open-session': {
    does: 'Signs a person in with the link of the letter, once',
    route: routes.openSession,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
    site: true,
    team: true,
  },
  'show-session': {
    does: 'Says who is signed in',
    route: routes.showSession,
    program: ['GetItem', 'UpdateItem', 'Query'],
    key: true,
    team: true,
  },
  'close-session': {
    does: 'Signs out',
    route: routes.closeSession,
    program: ['DeleteItem'],
    key: true,
    site: true,
  },
  'check-session': {
    does: 'Authorizer: who asks, and what that person may still see',
    authorizer: true,
    program: ['GetItem', 'UpdateItem', 'Query'],
    key: true,
    team: true,
  },
};
