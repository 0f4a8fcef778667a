import * as z from 'zod';
import { fraudMode, fraudRule } from '../policy/contract.ts';
import { route } from '../shared/route.ts';
import { id, instant, line, paragraph } from '../shared/text.ts';
import { accrual, appeal, entry, flagAction, flagState } from './items.ts';

const reason = paragraph(600);
const flagPath = z.strictObject({ partnerId: id, flagId: id });

const found = z.strictObject({ rule: fraudRule, title: z.string(), says: z.string() });

const flagRow = z.strictObject({
  flagId: id,
  partnerId: id,
  company: z.string(),
  rule: fraudRule,
  title: z.string(),
  /** The evidence of the gravest finding, in a sentence. */
  says: z.string(),
  action: flagAction,
  scope: z.enum(['sale', 'partner']),
  state: flagState,
  owner: z.enum(['manager', 'ops']),
  raisedAt: instant,
  endsAt: instant,
  decidedAt: instant.optional(),
  appealed: z.boolean(),
});
export type FlagRow = z.infer<typeof flagRow>;

const flagView = flagRow.extend({
  /** `the program's rule`, or who raised it. */
  raisedBy: z.string(),
  found: z.array(found),
  notRun: z.array(z.strictObject({ rule: fraudRule, title: z.string(), missing: z.string() })),
  /** What it holds, held, or (in shadow) would have held; `more` when there are others. */
  accruals: z.array(accrual),
  more: z.boolean(),
  /** What happens if nobody decides, and when; empty once it is decided. */
  next: z.array(z.strictObject({ at: instant, says: z.string() })),
  longestUntil: instant,
  decidedByName: z.string().optional(),
  reason: z.string().optional(),
  appeal: appeal.optional(),
  history: z.array(entry),
});
export type FlagView = z.infer<typeof flagView>;

const ruleView = z.strictObject({
  rule: fraudRule,
  /** Section of the program's rules: F1, F2, F3 or F5. */
  section: z.string(),
  title: z.string(),
  asks: z.string(),
  action: flagAction,
  mode: fraudMode,
  /** Who switched it last; absent where the policy says so. */
  switched: z.strictObject({ byName: z.string(), at: instant, reason: z.string() }).optional(),
});
export type RuleView = z.infer<typeof ruleView>;

const ownFlag = z.strictObject({
  flagId: id,
  state: flagState,
  /** What is looked at or was decided, in sentences. */
  title: z.string(),
  says: z.string(),
  reason: z.string(),
  sales: z.array(z.string()),
  more: z.boolean(),
  raisedAt: instant,
  endsAt: instant,
  decidedAt: instant.optional(),
  /** Until when it can be appealed; absent where it cannot, or no more. */
  appealUntil: instant.optional(),
  appeal: appeal.omit({ by: true, answeredBy: true }).optional(),
});
export type OwnFlag = z.infer<typeof ownFlag>;

export const routes = {
  listFlags: route({
    id: 'listFlags',
    method: 'GET',
    path: '/api/ops/flags',
    access: 'team',
    summary: 'Flags: open ones (the next to end first), what shadow rules would have done, and what was decided',
    query: z.strictObject({
      which: z.enum(['open', 'shadow', 'done']).default('open'),
      cursor: z.string().max(1_000).optional(),
    }),
    status: 200,
    answer: z.strictObject({ flags: z.array(flagRow), cursor: z.string().optional() }),
  }),
  showFlag: route({
    id: 'showFlag',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/flags/{flagId}',
    access: 'team',
    summary: 'One flag: its evidence in sentences, what it holds, what was done about it',
    params: flagPath,
    status: 200,
    answer: flagView,
  }),
  complain: route({
    id: 'complain',
    method: 'POST',
    path: '/api/complaints',
    access: 'anyone',
    summary:
      'Tell the program of misleading claims by one of its partners, with the page where they stand. A person looks at it.',
    body: z.strictObject({
      /** The partner's link, its coupon code, or its website. */
      about: line(300),
      /** What is claimed, and what is not true of it. */
      seen: reason,
      /** Where it can be seen. */
      url: z.url({ protocol: /^https?$/ }).max(300),
    }),
    status: 202,
    answer: z.strictObject({ message: z.string() }),
  }),
  raiseFlag: route({
    id: 'raiseFlag',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/flags',
    access: 'team',
    summary: 'Raise a flag on what a person has seen: misleading claims, or advertising on our brand without approval',
    params: z.strictObject({ partnerId: id }),
    body: z.strictObject({
      rule: z.enum(['misleading-claims', 'referrer']),
      /** What was seen, and where. */
      seen: reason,
      url: z
        .url({ protocol: /^https?$/ })
        .max(300)
        .optional(),
    }),
    status: 201,
    answer: flagView,
  }),
  decideFlag: route({
    id: 'decideFlag',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/flags/{flagId}/decision',
    access: 'team',
    summary: 'Release or reject what a flag holds; 409 says who was first, and when',
    params: flagPath,
    body: z.strictObject({ outcome: z.enum(['released', 'rejected']), reason }),
    status: 200,
    answer: flagView,
  }),
  extendFlag: route({
    id: 'extendFlag',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/flags/{flagId}/time-out',
    access: 'team',
    summary: 'Choose when an open flag goes to its second owner; it ends as long after that as the policy says',
    params: flagPath,
    body: z.strictObject({ secondOwnerAt: instant, reason }),
    status: 200,
    answer: flagView,
  }),
  listFraudRules: route({
    id: 'listFraudRules',
    method: 'GET',
    path: '/api/ops/fraud-rules',
    access: 'team',
    summary: 'Every rule about fraud, what it does, and whether it is on',
    status: 200,
    answer: z.strictObject({ rules: z.array(ruleView) }),
  }),
  switchFraudRule: route({
    id: 'switchFraudRule',
    method: 'POST',
    path: '/api/ops/fraud-rules/{rule}',
    access: 'team',
    summary: 'Switch a rule on, to shadow or off, with a reason; ops only',
    params: z.strictObject({ rule: fraudRule }),
    body: z.strictObject({ mode: fraudMode, reason }),
    status: 200,
    answer: ruleView,
  }),
  showOwnFlags: route({
    id: 'showOwnFlags',
    method: 'GET',
    path: '/api/portal/flags',
    access: 'partner',
    summary: 'What of your commissions is held or was rejected, why, and what you can do',
    status: 200,
    answer: z.strictObject({ flags: z.array(ownFlag) }),
  }),
  appealFlag: route({
    id: 'appealFlag',
    method: 'POST',
    path: '/api/portal/flags/{flagId}/appeal',
    access: 'partner',
    summary: 'Appeal against a rejection, within 14 days; somebody else answers within 5 business days',
    params: z.strictObject({ flagId: id }),
    body: z.strictObject({ reason }),
    status: 200,
    answer: ownFlag,
  }),
} as const;
