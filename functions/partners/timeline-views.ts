import * as z from 'zod';
import { route } from '../shared/route.ts';
import { id, instant } from '../shared/text.ts';
import { placeCursor } from './place.ts';

/** What an entry is of; `fraud` and `runs` are the team's. */
const timelineKind = z.enum([
  'program',
  'runs',
  'decisions',
  'tasks',
  'letters',
  'deals',
  'money',
  'certificates',
  'fraud',
]);
export type TimelineKind = z.infer<typeof timelineKind>;

/** What an entry is about: a page has more of it. */
const about = z.strictObject({
  what: z.enum(['receipt', 'statement', 'payout', 'letter', 'deal', 'task', 'flag']),
  id: z.string(),
});
export type About = z.infer<typeof about>;

const timelineView = z.strictObject({
  entries: z.array(
    z.strictObject({
      id: z.string(),
      at: instant,
      kind: timelineKind,
      /** One sentence. */
      text: z.string(),
      about: about.optional(),
      /** Of an execution: when it began, and with which input. */
      startedAt: instant.optional(),
      input: z.string().optional(),
    }),
  ),
  /** Where it goes on; absent at the partner's first day. A filter may find little in one answer and go on all the same. */
  cursor: z.string().optional(),
});
export type TimelineView = z.infer<typeof timelineView>;

const ofTimeline = z.strictObject({ kind: timelineKind.optional(), cursor: placeCursor.optional() });

export const timelineRoutes = {
  listTimeline: route({
    id: 'listTimeline',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/timeline',
    access: 'team',
    summary:
      'Everything about a partner in order, the newest first: runs, decisions, letters, deals, money, certificates, tasks',
    params: z.strictObject({ partnerId: id }),
    query: ofTimeline,
    status: 200,
    answer: timelineView,
  }),
  listOwnTimeline: route({
    id: 'listOwnTimeline',
    method: 'GET',
    path: '/api/portal/timeline',
    access: 'partner',
    summary: 'Everything about you in order, the newest first',
    query: ofTimeline,
    status: 200,
    answer: timelineView,
  }),
} as const;
