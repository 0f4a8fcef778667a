import { routes } from '../../functions/policy/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** The program's numbers, their versions, and who may change them when. */
export const policy: RoomManifest = {
  'show-policy': {
    does: 'Shows the policy in force and its versions',
    route: routes.showPolicy,
    program: ['Query'],
    openedTypes: true,
  },
  'publish-policy': {
    does: 'Publishes a new version of the policy',
    route: routes.publishPolicy,
    program: ['Query', 'PutItem'],
    openedTypes: true,
  },
};
