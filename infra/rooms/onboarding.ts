import { routes } from '../../functions/onboarding/contract.ts';
import { journeyFacts } from '../../functions/onboarding/milestones.ts';
import type { RoomManifest } from './manifest.ts';

export const onboarding: RoomManifest = {
  'plan-journey': {
    does: 'Sets every date of the first 30 days',
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'close-journey': {
    does: 'Decides onboarded or stalled, with what is missing',
    step: true,
    program: ['GetItem', 'Query', 'UpdateItem'],
  },
  'note-progress': {
    does: 'Notes what a partner has done, and a late completion',
    events: ['fact-recorded.v1'],
    eventsWith: { fact: [...journeyFacts] },
    program: ['Query', 'UpdateItem', 'PutItem'],
  },
  'view-journey': {
    does: 'Shows a partner the first 30 days',
    route: routes.viewJourney,
    program: ['GetItem', 'Query'],
  },
};
