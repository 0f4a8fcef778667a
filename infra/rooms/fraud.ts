import { routes } from '../../functions/fraud/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** What looks wrong, and what becomes of it. */
export const fraud: RoomManifest = {
  'check-sale': {
    does: 'Looks at each new sale and lead for every partner that earns by it',
    stream: 'FACT',
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
    clicks: ['BatchGetItem', 'Query'],
    key: true,
    openedTypes: true,
    timeoutSeconds: 120,
  },
  'watch-partner': {
    does: 'Has a partner looked at daily from its first click on',
    events: ['fact-recorded.v1'],
    eventsWith: { fact: ['first-click'] },
    program: ['PutItem'],
  },
  'note-account': {
    does: 'Notes the account that a partner is paid to, as a keyed hash',
    events: ['payee-changed.v1'],
    program: ['PutItem'],
  },
  'start-sweep': { does: 'Starts the sweep, every night', schedule: { dailyAt: '04:30' }, starts: ['fraud-sweep'] },
  'begin-sweep': {
    does: 'Checks what was typed to start a sweep, and finds the shards with partners',
    step: true,
    program: ['Query', 'GetItem'],
    ledger: ['Query'],
    openedTypes: true,
  },
  'sweep-shard': {
    does: 'Counts the days of the partners of one shard and asks the rules about rates',
    step: true,
    program: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
    ledger: ['Query'],
    clicks: ['Query'],
    key: true,
    openedTypes: true,
    timeoutSeconds: 600,
    memoryMb: 1024,
  },
  'chase-flags': {
    does: 'Reminds of open flags, gives them a second owner, and ends them',
    step: true,
    program: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    index: true,
    openedTypes: true,
    timeoutSeconds: 300,
  },
  'order-reviews': {
    does: 'Asks people for the reviews of the week, the month and the quarter',
    step: true,
    program: ['Query', 'BatchGetItem', 'PutItem'],
    openedTypes: true,
  },
  'follow-flag': {
    does: 'Tells of everything that a closed flag has held',
    events: ['flag-closed.v1'],
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'conclude-appeal': {
    does: 'Carries out what was decided on an appeal',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['appeal'] },
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'list-flags': {
    does: 'Lists the flags',
    route: routes.listFlags,
    program: ['BatchGetItem'],
    index: true,
  },
  'show-flag': {
    does: 'Shows one flag, its evidence and what it holds',
    route: routes.showFlag,
    program: ['GetItem', 'Query'],
    openedTypes: true,
  },
  'raise-flag': {
    does: 'Takes what a person has seen of a partner, and holds what it has earned',
    route: routes.raiseFlag,
    program: ['GetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
    ledger: ['Query'],
    key: true,
    openedTypes: true,
  },
  'decide-flag': {
    does: "Takes a person's decision on a flag; the first one stands",
    route: routes.decideFlag,
    program: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    openedTypes: true,
  },
  'extend-flag': {
    does: 'Takes the time-out that the owner of a flag chooses',
    route: routes.extendFlag,
    program: ['GetItem', 'Query', 'PutItem'],
    openedTypes: true,
  },
  'list-rules': {
    does: 'Shows every rule about fraud, and whether it is on',
    route: routes.listFraudRules,
    program: ['Query'],
    openedTypes: true,
  },
  'switch-rule': {
    does: 'Switches a rule on, to shadow or off',
    route: routes.switchFraudRule,
    program: ['Query', 'PutItem'],
    openedTypes: true,
  },
  'show-own-flags': {
    does: 'Shows a partner what is held or was rejected, and why',
    route: routes.showOwnFlags,
    program: ['Query'],
  },
  'appeal-flag': {
    does: "Takes a partner's appeal against a rejection",
    route: routes.appealFlag,
    program: ['GetItem', 'Query', 'PutItem'],
  },
};
