import { routes } from '../../functions/library/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Whoever reads a file whole, or draws one, needs room for it. */
const large = { memoryMb: 1024, timeoutSeconds: 30 } as const;

export const library: RoomManifest = {
  'start-upload': {
    does: 'Hands out a form by which a partner sends one file',
    route: routes.startUpload,
    program: ['Query', 'PutItem', 'UpdateItem'],
    files: ['PutObject waiting'],
  },
  'start-program-upload': {
    does: 'Hands out a form by which ops send one file of the program',
    route: routes.startProgramUpload,
    program: ['Query', 'PutItem'],
    files: ['PutObject waiting'],
  },
  'look-at-file': {
    does: 'Looks at a file that arrived, and keeps or refuses it',
    awsEvents: 'file-arrived',
    program: ['GetItem', 'Query', 'PutItem'],
    files: ['GetObject waiting', 'PutObject kept'],
    ...large,
  },
  'show-own-file': {
    does: 'Shows a partner how its file stands, with a link to it',
    route: routes.showOwnFile,
    program: ['GetItem', 'Query'],
    files: ['GetObject kept'],
  },
  'show-partner-file': {
    does: 'Shows the team how a file of a partner stands, with a link to it',
    route: routes.showPartnerFile,
    program: ['GetItem', 'Query'],
    files: ['GetObject kept'],
  },
};
