import { routes } from '../../functions/scorecard/contract.ts';
import type { RoomManifest } from './manifest.ts';

/** The scorecard [S]: overlap, scores, decision. */
export const scorecard: RoomManifest = {
  'measure-overlap': {
    does: "Measures how much of an applicant's customers lie inside the ideal customer profile",
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'score-application': {
    does: 'Scores an application by what rules can know',
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'score-with-people': {
    does: "Scores an application with a manager's scores, or at the deadline",
    step: true,
    program: ['GetItem', 'Query', 'PutItem'],
  },
  'list-scorecards': {
    does: 'Shows every scorecard of a partner',
    route: routes.listScorecards,
    program: ['GetItem', 'Query'],
  },
  rescore: {
    does: 'Scores a partner again without losing the earlier scorecards',
    route: routes.rescore,
    program: ['GetItem', 'Query', 'PutItem'],
  },
};
