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
  'erase-person': {
    does: 'Erases a person and stops the journey',
    route: routes.erasePerson,
    program: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    key: true,
  },
};
