import { routes } from '../../functions/agreements/contract.ts';
import type { RoomManifest } from './manifest.ts';

export const agreements: RoomManifest = {
  'show-agreement': {
    does: 'Shows a partner the agreement of its program type',
    route: routes.showAgreement,
    program: ['GetItem', 'Query'],
    team: true,
    site: true,
  },
  'accept-agreement': {
    does: 'Records the acceptance of an agreement',
    route: routes.acceptAgreement,
    program: ['GetItem', 'Query', 'PutItem'],
    key: true,
    team: true,
    site: true,
  },
};
