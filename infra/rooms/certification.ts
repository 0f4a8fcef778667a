import { routes } from '../../functions/certification/contract.ts';
import type { RoomManifest } from './manifest.ts';

export const certification: RoomManifest = {
  'list-courses': {
    does: 'Shows the certification courses and how far a person is',
    route: routes.listCourses,
    program: ['GetItem', 'Query'],
  },
  'complete-module': {
    does: 'Marks a module as read',
    route: routes.completeModule,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
  'start-attempt': {
    does: 'Draws 20 questions for a quiz attempt',
    route: routes.startAttempt,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    key: true,
  },
  'submit-attempt': {
    does: 'Marks a quiz attempt and issues the sales certificate',
    route: routes.submitAttempt,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
  'submit-lab': {
    does: 'Takes the proof of the technical lab and asks the manager',
    route: routes.submitLab,
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
  'conclude-decision': {
    does: 'Carries out what the manager decided on a lab or on more quiz attempts',
    events: ['decision-made.v1'],
    eventsWith: { kind: ['lab', 'quiz-attempts'] },
    program: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
  'end-certificates': {
    does: 'Ends the certificates of somebody who has left the partner',
    events: ['colleague-left.v1'],
    program: ['Query', 'UpdateItem', 'DeleteItem'],
  },
  'start-renewals': {
    does: 'Starts a renewal for each certificate that expires within the month',
    schedule: { dailyAt: '06:00' },
    program: ['GetItem', 'Query'],
    index: true,
    starts: ['certification-renewal'],
  },
  'describe-certificate': {
    does: 'Gives the renewal workflow its moments',
    step: true,
    program: ['GetItem', 'Query'],
  },
  'expire-certificate': {
    does: 'Ends a certificate that was not renewed',
    step: true,
    program: ['UpdateItem'],
  },
};
