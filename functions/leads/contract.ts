import * as z from 'zod';
import { id, instant } from '../shared/text.ts';
import { leadId, leadState } from './items.ts';

export {
  type DealLead,
  dealLead,
  type Lead,
  type LeadOutcome,
  type LeadPerson,
  type LeadSetting,
  type LeadState,
  leadItem,
  leadOutcome,
  leadPerson,
  leadSetting,
  leadState,
  type Offer,
  partnerLead,
} from './items.ts';
export { type NewLead, newLead, routes } from './routes.ts';
export type { LeadRow, LeadView, OwnLead, OwnLeads, SettingView } from './views.ts';

// ---- Steps of the workflow lead-routing

/** What ops type, or the room itself: `{"lead": "<id>"}`. */
export const leadRunInput = z.strictObject({
  lead: leadId,
  /** Another execution looked after it and was stopped. */
  takeOver: z.boolean().optional(),
});
export const beginLeadInput = z.strictObject({ executionId: z.string().min(1), input: z.unknown() });

export const happened = z.object({
  fact: z.string(),
  at: instant,
  by: z.string(),
  detail: z.record(z.string(), z.unknown()).default({}),
});
export type Happened = z.infer<typeof happened>;
export const carryLeadInput = z.strictObject({ leadId, happened });

const seconds = z.int().min(1);
/** Output of each step: how the lead stands, and what comes next. Whom it waits for is named even where nobody is. */
export const leadStanding = z.strictObject({
  leadId,
  stands: leadState,
  next: z.enum(['answer', 'outcome', 'assign', 'route', 'over']),
  partnerId: id,
  run: z.int().min(1),
  personId: id,
  wait: z
    .strictObject({
      step: z.string(),
      awaits: z.array(z.string()),
      seconds,
      letters: z.array(
        z.strictObject({ letter: z.string(), to: z.literal('contact'), data: z.record(z.string(), z.unknown()) }),
      ),
    })
    .optional(),
  /** What is asked of ops, and for how long. */
  ask: z
    .strictObject({ step: z.string(), awaits: z.array(z.string()), about: z.record(z.string(), z.unknown()), seconds })
    .optional(),
});
export type LeadStanding = z.infer<typeof leadStanding>;

// ---- Events

/** Event `lead-received.v1`, id `lead/<leadId>/received`: the workflow begins. */
export const leadReceived = z.strictObject({ leadId });

/** Event `lead-moved.v1`, id `lead/<leadId>/<revision>`: of a partner's timeline, where one has to do with it. */
export const leadMoved = z.strictObject({
  leadId,
  to: leadState,
  company: z.string(),
  by: z.string(),
  because: z.string(),
});
