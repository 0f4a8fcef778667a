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
    program: ['Query', 'PutItem', 'GetItem'],
    key: true,
    openedTypes: true,
  },
  'conclude-policy': {
    does: 'Publishes what a second person has approved',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['policy'] },
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    openedTypes: true,
  },
  'tell-partners': {
    does: 'Tells partners of a new version what changes for them, before it does',
    events: ['policy-published.v1', 'policy-telling.v1'],
    program: ['Query', 'BatchGetItem', 'PutItem'],
    index: true,
    openedTypes: true,
    timeoutSeconds: 60,
  },
  'tell-newcomer': {
    does: 'Tells a partner that has just accepted what was published and is not in force yet',
    events: ['fact-recorded.v1'],
    eventsWith: { fact: ['agreement-accepted'] },
    program: ['GetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
};
