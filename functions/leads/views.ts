import * as z from 'zod';
import { instant } from '../shared/text.ts';
import { leadItem, leadPerson, leadSetting } from './items.ts';

const person = leadPerson.omit({ type: true }).strict();
const common = leadItem.pick({
  leadId: true,
  state: true,
  company: true,
  region: true,
  vertical: true,
  receivedAt: true,
  because: true,
  dealId: true,
});

export const leadRow = common
  .extend({ source: z.string(), owner: z.strictObject({ partnerId: z.string(), company: z.string() }).optional() })
  .strict();
export type LeadRow = z.infer<typeof leadRow>;

export const leadView = leadRow.extend({
  country: z.string().optional(),
  offers: z.array(leadItem.shape.offers.element.omit({ personId: true, run: true }).extend({ company: z.string() })),
  reports: leadItem.shape.reports,
  /** Absent once erased. */
  person: person.optional(),
  erasedAt: instant.optional(),
  executionId: z.string().optional(),
});
export type LeadView = z.infer<typeof leadView>;

export const settingView = leadSetting
  .pick({ accepts: true, regions: true, verticals: true })
  .extend({ changedAt: instant.optional() })
  .strict();
export type SettingView = z.infer<typeof settingView>;

const choice = z.strictObject({ id: z.string(), label: z.string() });
/** Before it is accepted, only company, region and vertical are told. */
export const ownLead = z.strictObject({
  leadId: z.string(),
  company: z.string(),
  region: z.string(),
  vertical: z.string(),
  /** As this partner sees it: `gone` where it went to somebody else. */
  state: z.union([leadItem.shape.state, z.literal('gone')]),
  offeredAt: instant,
  /** Until when it can be accepted. */
  by: instant.optional(),
  country: z.string().optional(),
  person: person.optional(),
  reports: leadItem.shape.reports,
  dealId: z.string().optional(),
  /** What can be reported next. */
  next: z.array(z.string()),
});
export type OwnLead = z.infer<typeof ownLead>;

export const ownLeads = z.strictObject({
  /** Why no leads are given, if so. */
  blocked: z.string().optional(),
  setting: settingView,
  choices: z.strictObject({ regions: z.array(choice), verticals: z.array(choice) }),
  leads: z.array(ownLead),
});
export type OwnLeads = z.infer<typeof ownLeads>;
