import * as z from 'zod';
import { channelTier, partnerTier, programTier, programType, tiers } from '../policy/contract.ts';
import { currencyCode } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { id, line, paragraph } from '../shared/text.ts';
import { agreed } from './agreed/items.ts';
import { askForm, askView } from './asks/items.ts';
import { commitmentItem, notice, programTierItem, quarter, tierRequestItem } from './items.ts';

const requirement = z.strictObject({
  kind: z.enum(['commitment', 'sales', 'technical', 'revenue', 'satisfaction']),
  met: z.boolean(),
  unknown: z.boolean(),
  asks: z.string(),
  has: z.string(),
  missing: z.string().optional(),
});

const forecast = z.strictObject({
  risk: z.enum(['none', 'notice', 'demotion']),
  on: z.iso.date().optional(),
  to: channelTier.optional(),
  unless: z.array(z.string()),
  sentence: z.string(),
});

const requestView = tierRequestItem
  .pick({ kind: true, tier: true, state: true, text: true, at: true, decidedAt: true, reason: true })
  .strict();

export const tierView = z.strictObject({
  tier: partnerTier,
  programType,
  programTier,
  /** The tier above; absent at the top, and where tiers change by application or invitation [T3]. */
  next: partnerTier.optional(),
  /** Rows of what the tier gives, and the one above. */
  benefits: z.array(z.strictObject({ name: z.string(), now: z.string(), next: z.string().optional() })),
  requirements: z.array(requirement),
  nextRequirements: z.array(requirement),
  notice: notice.optional(),
  forecast,
  revenue: z.array(z.strictObject({ quarter, currency: currencyCode, minor: z.int() })),
  commitments: z.array(commitmentItem.omit({ type: true, partnerId: true, by: true }).strict()),
  /** Margins and matches agreed beside the table, the newest first; the team sees those not decided, too. */
  agreed: z.array(agreed.omit({ agreedId: true, proposedBy: true, decidedBy: true }).strict()),
  /** Who looks after the partner, where it has a manager of its own. */
  manager: z.strictObject({ name: z.string(), email: z.string() }).optional(),
  request: requestView.optional(),
  mayApply: z.boolean(),
  /** What may be asked for at this tier, and what was. */
  asks: z.array(askView),
});
export type TierView = z.infer<typeof tierView>;

const partner = z.strictObject({ partnerId: id });
const key = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/, 'must be a short key of letters, digits, dots and hyphens');

const standingRow = z.strictObject({
  partnerId: id,
  company: z.string(),
  tier: partnerTier,
  forecast,
});
export type StandingRow = z.infer<typeof standingRow>;

const commitmentForm = z
  .strictObject({
    /** Business key: the same term is recorded once. */
    key,
    annualMinor: z.int().min(1).max(1_000_000_000_000),
    currency: currencyCode,
    from: z.iso.date(),
    until: z.iso.date(),
    reference: line(300),
  })
  .refine(({ from, until }) => from < until, 'the term must end after it begins');

const agreedForm = z
  .strictObject({
    /** Business key: the same terms are written down once. */
    key,
    tier: channelTier,
    marginBp: agreed.shape.marginBp,
    mdfMatchBp: agreed.shape.mdfMatchBp,
    from: z.iso.date(),
    until: z.iso.date(),
    reference: line(300),
  })
  .refine(({ from, until }) => from < until, 'the terms must end after they begin')
  .refine(
    ({ marginBp, mdfMatchBp }) => marginBp !== undefined || mdfMatchBp !== undefined,
    'say the margin, the match, or both',
  );

const draftOutcome = z.strictObject({
  partnerId: id,
  company: z.string(),
  tier: partnerTier,
  moves: z.enum(['up', 'down']),
  to: channelTier,
  missing: z.array(z.string()),
});
export type DraftOutcome = z.infer<typeof draftOutcome>;

const state = z.strictObject({ state: z.string() });

export const tierRoutes = {
  showOwnTier: route({
    id: 'showOwnTier',
    method: 'GET',
    path: '/api/portal/tier',
    access: 'partner',
    summary: 'Your tier: what it asks and gives, what the next one would, and what is ahead',
    status: 200,
    answer: tierView,
  }),
  applyForTier: route({
    id: 'applyForTier',
    method: 'POST',
    path: '/api/portal/tier/application',
    access: 'partner',
    summary: 'Apply for Preferred; a person decides',
    body: z.strictObject({ text: paragraph(2_000) }),
    status: 202,
    answer: state,
  }),
  askOfTier: route({
    id: 'askOfTier',
    method: 'POST',
    path: '/api/portal/tier/asks',
    access: 'partner',
    summary: 'Ask for something that the tier gives: co-selling, a joint business plan, content made together',
    body: askForm,
    status: 202,
    answer: state,
  }),
  answerInvitation: route({
    id: 'answerInvitation',
    method: 'POST',
    path: '/api/portal/tier/invitation',
    access: 'partner',
    summary: 'Accept or refuse the invitation to Ambassador',
    body: z.strictObject({ answer: z.enum(['accepted', 'refused']) }),
    status: 200,
    answer: state,
  }),
  listTiers: route({
    id: 'listTiers',
    method: 'GET',
    path: '/api/ops/tiers',
    access: 'team',
    summary: 'Channel partners with what is ahead of each, those at risk first; and who holds the program tiers',
    query: z.strictObject({ shard: z.coerce.number().int().min(0).max(63).optional() }),
    status: 200,
    answer: z.strictObject({
      standings: z.array(standingRow),
      /** Where the list goes on, if it does. */
      shard: z.int().optional(),
      programTiers: z.array(
        z.strictObject({
          tier: programTier,
          capacity: z.int().nullable(),
          holders: z.array(z.strictObject({ partnerId: id, company: z.string() })),
        }),
      ),
    }),
  }),
  showTier: route({
    id: 'showTier',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/tier',
    access: 'team',
    summary: 'Where a partner stands: requirements, forecast, revenue, commitments',
    params: partner,
    status: 200,
    answer: tierView,
  }),
  setTier: route({
    id: 'setTier',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/tier',
    access: 'team',
    summary: 'Give a partner a tier by hand, with the reason it is told',
    params: partner,
    body: z.strictObject({ tier: partnerTier, reason: line(500) }),
    status: 200,
    answer: z.strictObject({ tier: partnerTier }),
  }),
  recordCommitment: route({
    id: 'recordCommitment',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/commitments',
    access: 'team',
    summary: 'Record a term that the partner has signed',
    params: partner,
    body: commitmentForm,
    status: 201,
    answer: z.strictObject({ commitmentId: z.string() }),
  }),
  agreeTerms: route({
    id: 'agreeTerms',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/channel-terms',
    access: 'team',
    summary: 'Write down a margin or a match that was agreed with a channel partner; a second person decides',
    params: partner,
    body: agreedForm,
    status: 201,
    answer: z.strictObject({ agreedId: z.string() }),
  }),
  setProgramTier: route({
    id: 'setProgramTier',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/program-tier',
    access: 'team',
    summary: 'Set the program tier, within capacity; beyond it with a recorded override',
    params: partner,
    body: z.strictObject({ tier: programTier, reason: line(500), override: z.boolean().default(false) }),
    status: 200,
    answer: programTierItem.omit({ type: true }).strict(),
  }),
  inviteAmbassador: route({
    id: 'inviteAmbassador',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/ambassador-invitation',
    access: 'team',
    summary: 'Invite an affiliate to Ambassador',
    params: partner,
    body: z.strictObject({ text: paragraph(2_000) }),
    status: 201,
    answer: state,
  }),
  draftTiers: route({
    id: 'draftTiers',
    method: 'POST',
    path: '/api/ops/tier-drafts',
    access: 'team',
    summary: 'What another table of tiers would do to each partner now; nothing is changed',
    body: z.strictObject({ channel: tiers.shape.channel, shard: z.int().min(0).max(63).default(0) }),
    status: 200,
    answer: z.strictObject({ moves: z.array(draftOutcome), partners: z.int(), shard: z.int().optional() }),
  }),
} as const;
