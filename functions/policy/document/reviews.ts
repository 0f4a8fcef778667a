import * as z from 'zod';
import { channelTier, days, programTier } from './vocabulary.ts';

const businessDays = z.int().min(1).max(60);

/** Business reviews [G2, G3, T7], and the monthly digest of everybody else. */
export const reviewRules = z.strictObject({
  /** Who gets one: these program tiers, and channel partners from this tier on [T7]. */
  programTiers: z.array(programTier).max(3),
  channelFrom: channelTier,
  /** The meeting is proposed for this business day after the quarter's end, at this time in the program's zone [G3]. */
  meetingOnBusinessDay: businessDays,
  meetingAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 15:00'),
  /** The data package is made so many business days before the meeting, and must arrive so many hours before it. */
  packageBusinessDaysBefore: businessDays,
  packageHoursBefore: z.int().min(1).max(720),
  /** A package that is late is tried again the next business day; after so many in a row a person is asked. */
  latePackages: z.int().min(1).max(20),
  /** The seven parts in their order, in minutes [G3]. */
  agendaMinutes: z.strictObject({
    checkIn: days,
    performance: days,
    pipeline: days,
    jointActivities: days,
    roadmap: days,
    actions: days,
    executive: days,
  }),
  /** Business days after the meeting: the manager is reminded to record it, then it counts as missed. */
  remindAfterBusinessDays: businessDays,
  missedAfterBusinessDays: businessDays,
  /** So many reviews missed in a row are a breach [L5]. */
  missedForBreach: z.int().min(1).max(8),
  actions: z.strictObject({
    /** Reminded so many days before they are due, then every so many days while overdue, so many times. */
    remindDaysBefore: days,
    overdueEveryDays: z.int().min(1).max(90),
    overdueTimes: z.int().min(0).max(20),
  }),
  /** The digest of a month goes out on this business day of the next. */
  digestOnBusinessDay: businessDays,
});

export const firstReviewRules: z.infer<typeof reviewRules> = {
  programTiers: ['Strategic', 'Growth'],
  channelFrom: 'Silver',
  meetingOnBusinessDay: 15,
  meetingAt: '15:00',
  packageBusinessDaysBefore: 4,
  packageHoursBefore: 48,
  latePackages: 5,
  agendaMinutes: {
    checkIn: 5,
    performance: 10,
    pipeline: 10,
    jointActivities: 10,
    roadmap: 10,
    actions: 10,
    executive: 5,
  },
  remindAfterBusinessDays: 2,
  missedAfterBusinessDays: 7,
  missedForBreach: 2,
  actions: { remindDaysBefore: 3, overdueEveryDays: 7, overdueTimes: 4 },
  digestOnBusinessDay: 2,
};
