import * as z from 'zod';

/** Partnership types [P]: sign-up, scorecard, agreement and journey depend on it. */
export const programType = z.enum(['affiliate', 'channel', 'integration', 'co-marketing', 'strategic']);
export type ProgramType = z.infer<typeof programType>;

/** Agreement types [P1]; one never implies another. */
export const agreementType = z.enum(['integration', 'referral', 'strategic']);
export type AgreementType = z.infer<typeof agreementType>;

/** Which agreement a partnership type signs (table P). */
export const agreementFor: Readonly<Record<ProgramType, AgreementType>> = {
  affiliate: 'referral',
  channel: 'referral',
  integration: 'integration',
  'co-marketing': 'strategic',
  strategic: 'strategic',
};

export const channelTier = z.enum(['Registered', 'Silver', 'Gold', 'Platinum']);
export type ChannelTier = z.infer<typeof channelTier>;
export const affiliateTier = z.enum(['Standard', 'Preferred', 'Ambassador']);
export type AffiliateTier = z.infer<typeof affiliateTier>;
export const programTier = z.enum(['Strategic', 'Growth', 'Ecosystem']);
export type ProgramTier = z.infer<typeof programTier>;

/** The tier a partner aims for or holds: an affiliate tier for affiliates, else a channel tier. */
export const partnerTier = z.enum([...channelTier.options, ...affiliateTier.options]);
export type PartnerTier = z.infer<typeof partnerTier>;

/** The lowest tier of each type: what the self-serve path, or a decision by rule, can give at most [L11, S8]. */
export const entryTier: Readonly<Record<ProgramType, PartnerTier>> = {
  affiliate: 'Standard',
  channel: 'Registered',
  integration: 'Registered',
  'co-marketing': 'Registered',
  strategic: 'Registered',
};

/** `self-serve`: rules decide alone. `full`: a manager scores what no rule can compute [L12]. */
export const path = z.enum(['self-serve', 'full']);
export type Path = z.infer<typeof path>;

/** The two certification tracks (O2, O3). */
export const track = z.enum(['sales', 'technical']);
export type Track = z.infer<typeof track>;

/** A share or rate in basis points: 10,000 is all of it. */
export const basisPoints = z.int().min(0).max(10_000);
export const days = z.int().min(0).max(3_660);
export const hours = z.int().min(1).max(8_784);
/** Integer minor units of the reporting currency. */
export const amountMinor = z.int().min(0).max(1_000_000_000_000);
/** A short name in lower case with hyphens, stable, stored with data. */
export const slug = z.string().regex(/^[a-z0-9][a-z0-9+-]{0,59}$/, 'must be a short name like "mid-market"');
