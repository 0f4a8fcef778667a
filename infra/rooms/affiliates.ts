import { routes } from '../../functions/affiliates/contract.ts';
import type { RoomManifest } from './manifest.ts';

export const affiliates: RoomManifest = {
  'follow-link': {
    does: "Sends a visitor of an affiliate's link to the program's site and records the click",
    route: routes.followLink,
    program: ['GetItem', 'PutItem', 'UpdateItem'],
    clicks: ['PutItem'],
    key: true,
    site: true,
  },
  'show-link': {
    does: 'Shows a partner its own link and its clicks',
    route: routes.showLink,
    program: ['GetItem'],
    clicks: ['Query'],
    key: true,
    site: true,
  },
  'make-link': {
    does: 'Makes the link of an affiliate who accepted the agreement',
    events: ['fact-recorded.v1'],
    eventsWith: { fact: ['agreement-accepted'] },
    program: ['GetItem', 'PutItem'],
    key: true,
  },
  'close-link': {
    does: 'Stops counting the clicks of a partner who left',
    events: ['partner-stopped.v1'],
    program: ['UpdateItem'],
    key: true,
  },
};
