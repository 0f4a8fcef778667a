import { routes } from '../../functions/access/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Sign-in by letter, sessions, and the check before every request. */
export const access: RoomManifest = {
  'request-sign-in': {
    does: 'Takes the wish for a sign-in link; the answer is the same for everybody',
    route: routes.requestSignIn,
    program: ['Query', 'PutItem', 'UpdateItem'],
    key: true,
  },
  'send-own-sign-in': {
    does: 'Sends a sign-in link to who is signed in, before what takes a fresh sign-in',
    route: routes.sendOwnSignIn,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
  },
  'send-sign-in': {
    does: 'Sends a sign-in link to whom the address belongs, if to anybody',
    events: ['sign-in-requested.v1'],
    program: ['GetItem', 'Query', 'PutItem'],
    key: true,
    team: true,
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
    program: ['GetItem', 'BatchGetItem'],
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
    program: ['GetItem', 'BatchGetItem', 'UpdateItem', 'Query'],
    key: true,
    team: true,
  },
};
