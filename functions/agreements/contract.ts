import * as z from 'zod';
import { agreementType } from '../policy/contract.ts';
import { route } from '../shared/route.ts';
import { id, instant, line, paragraph } from '../shared/text.ts';

/** What each side gains and gives, and how it is measured [P5]. */
export const valueMap = z.strictObject({
  weGain: z.string(),
  weGive: z.string(),
  youGain: z.string(),
  youGive: z.string(),
  measuredBy: z.string(),
});

/** Terms that only the two sides of an integration can know [P2]. */
export const integrationTerms = z.strictObject({
  kind: z.enum(['api', 'marketplace', 'native', 'embedded']),
  valueToOurUsers: paragraph(500),
  valueToYourUsers: paragraph(500),
  dataFlow: z.enum(['one-way', 'both']),
  auth: z.enum(['oauth2', 'api-key', 'webhook']),
  /** Who on the partner's side keeps the integration working when an API changes. Ours is the program's. */
  yourMaintenanceOwner: line(100),
  revenueModel: z.enum(['free', 'revenue-share', 'referral-fee']),
});

/** Terms of a joint go-to-market [P1]. */
export const strategicTerms = z.strictObject({
  /** Executive sponsor on the partner's side. */
  yourSponsor: line(100),
  jointValueProposition: paragraph(1000),
});

/** Body of an acceptance: the hash of the text that was read, the owner on the partner's side, the type's own terms. */
export const acceptance = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the hash of the agreement that you read'),
  /** The named owner on the partner's side [P5]. */
  owner: line(100),
  integration: integrationTerms.optional(),
  strategic: strategicTerms.optional(),
});
export type Acceptance = z.infer<typeof acceptance>;

/** AGREEMENT item: the recorded act [P3]. Written once per partner, run and type. */
export const agreementItem = z.object({
  type: z.literal('AGREEMENT'),
  partnerId: id,
  run: z.int().min(1),
  agreement: agreementType,
  acceptedAt: instant,
  /** Person id of the one who accepted. */
  acceptedBy: id,
  /** Version of the text, and SHA-256 (hex) of all that was accepted with it. */
  version: z.string(),
  hash: z.string(),
  /** All that was accepted, word for word: the policy behind it may change. */
  title: z.string(),
  text: z.string(),
  brandRules: z.array(z.string()),
  prohibitedTactics: z.array(z.string()),
  /** Keyed hash of address and browser: from where, without keeping them. */
  from: z.string(),
  owners: z.object({ ours: z.string(), yours: z.string() }),
  valueMap,
  integration: integrationTerms.optional(),
  strategic: strategicTerms.optional(),
  /** The policy whose numbers the text states. */
  policyVersion: z.int(),
});
export type Agreement = z.infer<typeof agreementItem>;

const accepted = z.strictObject({ acceptedAt: instant, version: z.string(), hash: z.string(), owner: z.string() });

export const agreementView = z.strictObject({
  agreement: agreementType,
  title: z.string(),
  version: z.string(),
  /** SHA-256, hex, of everything shown here; send it back to accept. */
  hash: z.string(),
  /** Headings start with `## `, list items with `- `; paragraphs are parted by an empty line. */
  text: z.string(),
  brandRules: z.array(z.string()),
  prohibitedTactics: z.array(z.string()),
  valueMap,
  /** The named owner on the program's side [P5]. */
  ourOwner: z.string(),
  /** Terms that the acceptance must bring besides the hash and the owner. */
  asksFor: z.enum(['nothing', 'integration', 'strategic']),
  signBy: instant.optional(),
  accepted: accepted.optional(),
  /** Why it cannot be accepted now, if so. */
  blocked: z.string().optional(),
});
export type AgreementView = z.infer<typeof agreementView>;

export const routes = {
  showAgreement: route({
    id: 'showAgreement',
    method: 'GET',
    path: '/api/portal/agreement',
    access: 'partner',
    summary: 'The agreement of your program type, as it stands, and whether you have accepted it',
    status: 200,
    answer: agreementView,
  }),
  acceptAgreement: route({
    id: 'acceptAgreement',
    method: 'POST',
    path: '/api/portal/agreement/acceptance',
    access: 'partner',
    summary: 'Accept the agreement; 409 with the new hash if the text has changed since you read it',
    body: acceptance,
    status: 200,
    answer: accepted,
  }),
} as const;
