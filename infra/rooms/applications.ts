import { routes } from '../../functions/applications/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Sign-up, verification of the address, nominations, erasure. */
export const applications: RoomManifest = {
  'get-form': {
    does: 'Gives the sign-up form its choices and a token',
    route: routes.getForm,
    program: ['Query'],
    key: true,
    site: true,
    openedTypes: true,
  },
  'submit-application': {
    does: 'Takes an application and asks the applicant to confirm the address',
    route: routes.submitApplication,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
    openedTypes: true,
  },
  'verify-application': {
    does: 'Confirms an address, claims the domain and lets the lifecycle begin',
    route: routes.verifyApplication,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
  },
  'complete-application': {
    does: 'Adds what an application lacked',
    route: routes.completeApplication,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
  'nominate-company': {
    does: 'Nominates a company and asks its contact to confirm',
    route: routes.nominateCompany,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
    openedTypes: true,
  },
  'nominate-imported': {
    does: 'Nominates the partners of a chunk of an import, each once',
    step: true,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
    openedTypes: true,
    timeoutSeconds: 120,
  },
  'list-colleagues': {
    does: 'Lists the people of a partner',
    route: routes.listColleagues,
    program: ['GetItem', 'BatchGetItem', 'Query'],
  },
  'invite-colleague': {
    does: 'Invites a colleague by letter; the answer is the same for everybody',
    route: routes.inviteColleague,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
  },
  'join-team': {
    does: 'Takes the acceptance of an invitation',
    route: routes.joinTeam,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
  },
  'remove-colleague': {
    does: 'Removes a colleague, or takes an invitation back',
    route: routes.removeColleague,
    program: ['GetItem', 'PutItem', 'DeleteItem'],
    key: true,
  },
  'erase-colleague': {
    does: 'Erases a colleague; the partner goes on',
    route: routes.eraseColleague,
    program: ['GetItem', 'PutItem', 'DeleteItem'],
    key: true,
  },
  'erase-person': {
    does: 'Erases a person and stops the journey',
    route: routes.erasePerson,
    program: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    key: true,
  },
};
