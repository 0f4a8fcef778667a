import * as z from 'zod';
import { id, instant } from '../shared/text.ts';

export const track = z.enum(['sales', 'technical']);
export type Track = z.infer<typeof track>;

/** A day in the program's time zone, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** COURSE item: what one person has done of one track. */
export const courseItem = z.object({
  type: z.literal('COURSE'),
  partnerId: id,
  personId: id,
  track,
  /** Module -> when it was completed. */
  modules: z.record(z.string(), instant),
  /** Quiz attempts allowed: three, and three more each time the manager grants them [O11]. */
  attemptsAllowed: z.int().min(0),
  attemptsStarted: z.int().min(0),
  /** Submissions of lab proof so far, and how the last one stands. */
  labs: z.int().min(0),
  lab: z.enum(['none', 'submitted', 'passed', 'failed']),
  labSubmittedAt: instant.optional(),
  /** The address, or `file:<fileId>`. */
  labProof: z.string().optional(),
  /** What the reviewer said of a failed lab. */
  labNote: z.string().optional(),
});
export type Course = z.infer<typeof courseItem>;

/** ATTEMPT item: the questions as drawn, so that a later bank changes nothing, and how it went. */
export const attemptItem = z.object({
  type: z.literal('ATTEMPT'),
  partnerId: id,
  personId: id,
  track,
  number: z.int().min(1),
  bankVersion: z.int().min(1),
  /** Question id and the order its options are shown in. */
  questions: z.array(z.object({ id: z.string(), options: z.array(z.string()) })),
  startedAt: instant,
  state: z.enum(['open', 'passed', 'failed']),
  submittedAt: instant.optional(),
  answers: z.record(z.string(), z.string()).optional(),
  correct: z.int().optional(),
});
export type Attempt = z.infer<typeof attemptItem>;

/** CERTIFICATE item: one per person and track; a renewal replaces it. */
export const certificateItem = z.object({
  type: z.literal('CERTIFICATE'),
  partnerId: id,
  run: z.int().min(1),
  personId: id,
  track,
  issuedAt: instant,
  /** 12 months later in the program's zone, month ends clamped [O9]. */
  expiresOn: instant,
  expiryDate: day,
  state: z.enum(['current', 'expired']),
  /** Of 20; a lab has none. */
  correct: z.int().optional(),
});
export type Certificate = z.infer<typeof certificateItem>;
