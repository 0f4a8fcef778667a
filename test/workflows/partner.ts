import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type ApplicationVerified, verifiedEvent } from '../../functions/applications/contract.ts';
import type { Profile } from '../../functions/partners/contract.ts';
import { entryTier, partnerTier } from '../../functions/policy/contract.ts';
import { addressHash } from '../../functions/shared/address.ts';
import { keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import type { CaseFile } from './case.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** An id that follows from a name. */
export const idFor = (...parts: string[]): string => {
  const bytes = createHash('sha256').update(parts.join('/')).digest();
  return Array.from({ length: 26 }, (_, index) => ALPHABET[(bytes[index] ?? 0) % 32]).join('');
};

export interface Cast {
  readonly partnerId: string;
  readonly personId: string;
  readonly domain: string;
  readonly email: string;
}

export const castOf = (name: string): Cast => ({
  partnerId: idFor('partner', name),
  personId: idFor('person', name),
  domain: `${name}.example`,
  email: `ann@${name}.example`,
});

export interface Stage {
  readonly cloud: Cloud;
  readonly table: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly programKey: string;
}

export const setStage = async (cloud: Cloud): Promise<Stage> => {
  const config = cloud.clientConfig();
  const tableName = cloud.resources('AWS::DynamoDB::GlobalTable').find((one) => /program$/.test(one.ref))?.ref ?? '';
  const [secret] = cloud.resources('AWS::SecretsManager::Secret');
  const { SecretString } = await new SecretsManagerClient(config).send(
    new GetSecretValueCommand({ SecretId: secret?.ref }),
  );
  const marshallOptions = { removeUndefinedValues: true };
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(config), { marshallOptions });
  return { cloud, table, tableName, programKey: SecretString ?? '' };
};

/** Shares that put `percent` of the customers inside the ICP, in each of the four dimensions. */
const shares = (percent: number) => ({
  kind: 'shares' as const,
  segment: { 'mid-market': percent, enterprise: 100 - percent },
  industry: { software: percent, healthcare: 100 - percent },
  companySize: { '50-249': percent, '1000+': 100 - percent },
  region: { europe: percent, 'asia-pacific': 100 - percent },
});

const applicationOf = (cast: Cast, { partner }: CaseFile): ApplicationVerified => {
  const targetTier = partnerTier.parse(partner.targetTier ?? entryTier[partner.programType]);
  const selfServe =
    partner.programType === 'affiliate' || (partner.programType === 'channel' && targetTier === 'Registered');
  return {
    programType: partner.programType,
    targetTier,
    path: selfServe ? 'self-serve' : 'full',
    company: `Company of ${cast.domain}`,
    website: `https://${cast.domain}`,
    domainKey: cast.domain,
    country: 'US',
    ...(partner.category === null ? {} : { category: partner.category }),
    ...(partner.audience === null ? {} : { audienceSize: partner.audience }),
    ...(partner.overlap === null ? {} : { icpInputs: shares(partner.overlap) }),
    flags: [],
    personId: cast.personId,
    applicationId: cast.partnerId,
    source: 'form',
    policyVersion: 1,
  };
};

/** What sign-up and verification leave behind: the person, the address, the domain, the application. */
export const enter = async ({ table, tableName, programKey }: Stage, cast: Cast, played: CaseFile, now: string) => {
  const { partnerId, personId, domain, email } = cast;
  const put = (key: Record<string, string>, item: Record<string, unknown>) =>
    table.send(new PutCommand({ TableName: tableName, Item: { ...key, ...item } }));
  const data = applicationOf(cast, played);
  const { personId: _, applicationId, source, policyVersion, ...facts } = data;
  const person = { personId, partnerId, run: 1, name: 'Ann Example', email, company: data.company };
  await put(keys.person(personId), {
    type: 'PERSON',
    ...person,
    marketingConsent: true,
    createdAt: now,
    verifiedAt: now,
  });
  await put(keys.email(addressHash(programKey, email)), { type: 'EMAIL', personId, partnerId });
  await put(keys.domain(domain), { type: 'DOMAIN', partnerId, personId });
  await put(keys.application(applicationId), {
    ...{ type: 'APPLICATION', applicationId, status: 'verified', personId, partnerId, run: 1, source, facts },
    ...{ submittedAt: now, verifyUntil: now, verifiedAt: now, policyVersion },
  });
  const event = verifiedEvent({ partnerId, run: 1, data, at: now });
  return { event, profile: admitted(cast, data, now) };
};

/** A partner that was admitted this moment: where the onboardings begin. */
const admitted = (cast: Cast, data: ApplicationVerified, now: string): Profile => ({
  type: 'PROFILE',
  partnerId: cast.partnerId,
  run: 1,
  programType: data.programType,
  path: data.path,
  targetTier: data.targetTier,
  tier: data.targetTier,
  stage: 'Activate',
  stageSince: now,
  company: data.company,
  website: data.website,
  ...(data.audienceSize === undefined ? {} : { audience: data.audienceSize }),
  personId: cast.personId,
  portal: 'open',
  firstPayoutHeld: false,
  policyVersion: 1,
  startedAt: now,
  admittedAt: now,
  moves: 2,
});
