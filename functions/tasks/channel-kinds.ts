import * as z from 'zod';
import { line } from '../shared/text.ts';
import { marketKinds } from './market-kinds.ts';

const nothing = z.strictObject({});

/** What people are asked about resellers, a part of `taskKinds`. */
export const channelKinds = {
  ...marketKinds,
  /** Room tiers carries it out. */
  'tier-application': {
    asks: 'An affiliate applies for Preferred. Look at what it has sold and how, then grant it or not.',
    outcomes: { granted: nothing, declined: nothing },
    ruled: 'declined',
    hours: 120,
    chased: true,
  },
  /** Room tiers tells the partner; with dedicated support the deadline is a day. */
  'tier-ask': {
    asks: 'A partner asks for something that its tier gives. Say how it is done, or why not: the partner reads what you write.',
    outcomes: { agreed: nothing, declined: nothing },
    ruled: 'declined',
    hours: 120,
    chased: true,
  },
  /** Room tiers carries it out. */
  'channel-terms': {
    asks: 'Somebody of the team wrote down a margin or a match that was agreed with a partner. Any change of a rate takes two: approve it?',
    outcomes: { approved: nothing, refused: nothing },
    ruled: 'refused',
    hours: 120,
    chased: true,
  },
  'deal-alias': {
    asks: 'Two domains are one customer now, and more than one side works on it. Settle it with who is named: say what you agreed.',
    outcomes: { settled: z.strictObject({ note: line(500) }) },
    ruled: 'not-settled',
    hours: 48,
    chased: true,
  },
  'deal-appeal': {
    asks: 'A partner appeals against a rejected deal registration. Look at it anew: reinstate it, or uphold the rejection?',
    outcomes: { reinstated: nothing, upheld: nothing },
    ruled: 'upheld',
    hours: 120,
    chased: true,
  },
} as const;
