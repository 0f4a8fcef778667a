import type { Cloud } from '../../../infra/local/cloud.ts';
import { asked, decidesFunds, holdsActivity, mends, provesActivity } from './funds.ts';
import { acceptsLead, declinesLead, leadCame, mendsLead, opsName, winsLead } from './leads.ts';
import { approves, isPaid, payoutIsDue, triesAgain } from './payouts.ts';
import { isDelivered, isMended, isRecorded, isReviewed, meetingIsOver, packageDayComes } from './reviews.ts';

/** How a run comes to rest, and what people do after that. */
interface Moment {
  readonly name: string;
  /** Part of the role of the function that is refused until the recording. */
  readonly breaks?: string;
  /** Days that pass after what was done before. */
  readonly days?: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A workflow of no single partner's journey: what there is before, and what people do with it, by name. */
export interface RunWorld {
  readonly begins: (cloud: Cloud) => Promise<{ readonly executionArn: string; readonly input: unknown }>;
  readonly deeds: Readonly<Record<string, (cloud: Cloud) => Promise<void>>>;
  readonly moments: readonly Moment[];
  readonly ends: { readonly in: string; readonly output: Record<string, unknown> };
  /** Type of the item that says which execution looks after it. */
  readonly kept: string;
}

export const runWorlds: Readonly<Record<string, RunWorld>> = {
  'payout-run': {
    begins: payoutIsDue,
    deeds: { approve: approves, 'all paid': isPaid, 'try again': triesAgain },
    moments: [
      { name: 'waits-for-approval', before: [], after: ['approve', 'all paid'] },
      { name: 'waits-for-results', before: ['approve'], after: ['all paid'] },
      { name: 'waits-for-mending', breaks: 'MakeFiles', before: ['approve'], after: ['try again', 'all paid'] },
    ],
    ends: { in: 'Report the payout', output: { outcome: 'settled', paid: 1, returned: 0 } },
    kept: 'PAYOUT-BATCH',
  },
  'mdf-request': {
    begins: asked,
    deeds: {
      approved: decidesFunds('mdf', 'approved'),
      held: holdsActivity,
      proven: provesActivity(40),
      accepted: decidesFunds('mdf-proof', 'accepted'),
      'more asked': decidesFunds('mdf-proof', 'needs-more', { note: 'The lead list.' }),
      'more proven': provesActivity(41),
      'accepted again': decidesFunds('mdf-proof-again', 'accepted'),
      mended: mends,
    },
    moments: [
      { name: 'asked', before: [], after: ['approved', 'held', 'proven', 'accepted'] },
      { name: 'reminded', days: 4, before: [], after: ['approved', 'held', 'proven', 'accepted'] },
      { name: 'escalated', days: 8, before: [], after: ['approved', 'held', 'proven', 'accepted'] },
      { name: 'approved', before: ['approved'], after: ['held', 'proven', 'accepted'] },
      { name: 'held', before: ['approved', 'held'], after: ['proven', 'accepted'] },
      {
        name: 'more-asked',
        before: ['approved', 'held', 'proven', 'more asked'],
        after: ['more proven', 'accepted again'],
      },
      {
        name: 'broken',
        breaks: 'PayFunds',
        before: ['approved', 'held', 'proven', 'accepted'],
        after: ['mended'],
      },
    ],
    ends: { in: 'Report the end', output: { outcome: 'settled' } },
    kept: 'MDF',
  },
  'quarterly-review': {
    begins: isReviewed,
    deeds: {
      'the package day comes': packageDayComes,
      'the package is delivered': isDelivered,
      'the meeting is over': meetingIsOver,
      recorded: isRecorded,
      mended: isMended,
    },
    moments: [
      { name: 'planned', before: [], after: ['the meeting is over', 'recorded'] },
      { name: 'sent', before: ['the package day comes'], after: ['the meeting is over', 'recorded'] },
      {
        name: 'delivered',
        before: ['the package day comes', 'the package is delivered'],
        after: ['the meeting is over', 'recorded'],
      },
      {
        name: 'met',
        before: ['the package day comes', 'the package is delivered', 'the meeting is over'],
        after: ['recorded'],
      },
      { name: 'broken', breaks: 'LookAtReview', before: [], after: ['mended', 'the meeting is over', 'recorded'] },
    ],
    ends: { in: 'Report the end', output: { quarter: '2027-Q1' } },
    kept: 'REVIEW',
  },
  'lead-routing': {
    begins: leadCame,
    deeds: { accepted: acceptsLead, declined: declinesLead, won: winsLead, named: opsName, mended: mendsLead },
    moments: [
      { name: 'offered', before: [], after: ['accepted', 'won'] },
      { name: 'accepted', before: ['accepted'], after: ['won'] },
      { name: 'nobody-left', before: ['declined'], after: ['named', 'accepted', 'won'] },
      { name: 'broken', breaks: 'CarryLead', before: [], after: ['mended', 'accepted', 'won'] },
    ],
    ends: { in: 'Report the end', output: { outcome: 'won' } },
    kept: 'LEAD',
  },
};
