import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { agreementItem } from '../../agreements/contract.ts';
import { certificateItem } from '../../certification/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import { agreementFor, type PartnerTier } from '../../policy/contract.ts';
import { keys } from '../../shared/keys.ts';
import { readProfile } from '../../shared/partner-reader.ts';
import { readPolicySince } from '../../shared/policy-reader.ts';
import { conflict, notFound } from '../../shared/problem.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { benefitsOf } from '../../tiers/contract.ts';
import type { Known } from '../checks.ts';
import type { Deal } from '../contract.ts';
import type { Terms } from '../registering.ts';
import { termsOf } from '../reviewing.ts';

const TableName = () => settings.programTable();
const openItem = z.object({ open: z.int() });

const get = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

const certificatesOf = async (partnerId: string) => {
  const { PK } = keys.certificate(partnerId, '', '');
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :certificates)',
      ExpressionAttributeValues: { ':pk': PK, ':certificates': 'CERTIFICATE#' },
    }),
  );
  return Items.map((item) => certificateItem.parse(item));
};

export const openDeals = async (partnerId: string): Promise<number> => {
  const item = await get(keys.openDeals(partnerId));
  return item ? openItem.parse(item).open : 0;
};

/** The tier whose numbers count; before one is set, the first. */
export const tierOf = ({ tier }: Pick<Profile, 'tier'>): PartnerTier => tier ?? 'Registered';

/** Why this partner cannot register deals now; undefined when it can. */
export const closedTo = (profile: Profile | undefined, agreed: boolean): string | undefined => {
  if (profile?.portal !== 'open') return 'Deals can be registered once the portal is open for you.';
  if (profile.programType !== 'channel') return 'Deals are registered by channel partners.';
  return agreed ? undefined : 'Accept the agreement first.';
};

export const readAgreement = async (profile: Profile) => {
  const item = await get(keys.agreement(profile.partnerId, profile.run, agreementFor[profile.programType]));
  return item ? agreementItem.parse(item) : undefined;
};

/** The partner that registers: profile, agreement and the terms that were in force when it began [Z2]. */
export const readRegistrar = async (partnerId: string | undefined, now: Date) => {
  const profile = partnerId ? await readProfile(partnerId) : undefined;
  if (!profile) throw notFound('partner');
  const agreement = await readAgreement(profile);
  const closed = closedTo(profile, agreement !== undefined);
  if (closed || !agreement) throw conflict(closed ?? 'Accept the agreement first.');
  return {
    profile,
    agreement,
    ...(await readTermsSince(profile.policyVersion, now)),
    agreed: (await readPolicySince(agreement.policyVersion, now)).policy,
  };
};

export const readTermsSince = async (begunUnder: number, now: Date) => {
  const { version, policy } = await readPolicySince(begunUnder, now);
  return { policy, terms: termsOf(version, policy) satisfies Terms };
};

type Registrar = Awaited<ReturnType<typeof readRegistrar>>;

/** What the checks look at beside the customer [D2]. */
export const readForChecks = async (
  { profile, policy, agreed }: Registrar,
  { country, industry }: Pick<Deal['customer'], 'country' | 'industry'>,
  now: string,
): Promise<Omit<Known, 'customer'>> => {
  const [certificates, open] = await Promise.all([certificatesOf(profile.partnerId), openDeals(profile.partnerId)]);
  const tier = tierOf(profile);
  return {
    partnerId: profile.partnerId,
    ...{ now, country, industry, certificates, open, tier },
    territory: agreed.terms.territory,
    verticals: agreed.terms.verticals,
    limit: benefitsOf(tier, policy).openDeals,
  };
};

/** The partner's latest deal with this customer. */
export const latestDealWith = async (partnerId: string, hash: string): Promise<string | undefined> => {
  const item = await get(keys.dealWith(partnerId, hash));
  return item ? String(item.dealId) : undefined;
};
