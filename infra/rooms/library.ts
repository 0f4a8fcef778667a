import { routes } from '../../functions/library/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** Whoever reads a file whole, or draws one, needs room for it. */
const large = { memoryMb: 1024, timeoutSeconds: 28 } as const;

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
  'show-library': {
    does: 'Shows a partner what it may open, and what the next tiers open',
    route: routes.showLibrary,
    program: ['GetItem', 'Query'],
  },
  'open-asset': {
    does: 'Opens the newest version of an asset and records who did',
    route: routes.openAsset,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    files: ['GetObject kept'],
  },
  'list-assets': {
    does: 'Shows the team all assets and how often they were opened',
    route: routes.listAssets,
    program: ['Query'],
  },
  'add-asset': {
    does: 'Puts an asset on its shelf',
    route: routes.addAsset,
    program: ['GetItem', 'PutItem'],
  },
  'add-starters': {
    does: 'Puts the starter set on the shelves',
    route: routes.addStarters,
    program: ['PutItem'],
    files: ['PutObject kept'],
    site: true,
    ...large,
  },
  'change-asset': {
    does: 'Changes what is said of an asset and who sees it, or retires it',
    route: routes.changeAsset,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'replace-asset': {
    does: 'Takes the next version of an asset',
    route: routes.replaceAsset,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'list-downloads': {
    does: 'Shows the team who opened an asset when',
    route: routes.listDownloads,
    program: ['Query'],
  },
  'export-downloads': {
    does: 'Gives the same as a sheet',
    route: routes.exportDownloads,
    program: ['Query'],
  },
  'show-brand': {
    does: 'Shows a partner how its logo stands',
    route: routes.showBrand,
    program: ['GetItem', 'Query'],
    files: ['GetObject kept'],
    site: true,
  },
  'ask-for-logo': {
    does: 'Asks a person to approve a logo',
    route: routes.askForLogo,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'conclude-logo': {
    does: 'Carries out what was decided on a logo',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['logo'] },
    program: ['GetItem', 'PutItem'],
  },
  'make-co-branded': {
    does: 'Makes the co-branded sheet with both logos',
    route: routes.makeCoBranded,
    program: ['GetItem', 'Query', 'PutItem'],
    files: ['GetObject kept', 'PutObject kept'],
    site: true,
    ...large,
  },
  'set-program-logo': {
    does: 'Files the official logo of the program',
    route: routes.setProgramLogo,
    program: ['GetItem', 'Query', 'PutItem'],
    files: ['GetObject kept'],
  },
  'show-program-logo': {
    does: 'Shows the official logo of the program',
    route: routes.showProgramLogo,
    program: ['GetItem', 'Query'],
    files: ['GetObject kept'],
  },
};
