import type { RoomManifest } from './manifest.ts';

export const events: RoomManifest = {
  'publish-events': {
    does: "Puts every event of the outbox on the program's bus",
    stream: 'EVENT',
    publishes: true,
  },
};
