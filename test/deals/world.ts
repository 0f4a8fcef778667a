import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Webhook } from 'standardwebhooks';
import type { Deal } from '../../functions/deals/contract.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { firstSecret } from '../commissions/webhooks.ts';
import { item, join, signIn } from '../support/people.ts';
import { certify } from '../workflows/acting.ts';
import { setStage } from '../workflows/partner.ts';

export interface Reseller {
  readonly name: string;
  readonly partnerId: string;
  readonly email: string;
  readonly cookie: string;
}

/** A reseller that has accepted its agreement, with a sales certificate unless told. */
export const aReseller = async (
  cloud: Cloud,
  name: string,
  over: { readonly certified?: boolean; readonly tier?: string } = {},
): Promise<Reseller> => {
  const partnerId = await join(cloud, name, { programType: 'channel', targetTier: 'Registered' });
  const email = `ann@${name}.example`;
  const cookie = await signIn(cloud, email);
  const { hash } = (await cloud.http('GET', '/api/portal/agreement', { cookie })).json();
  await cloud.http('POST', '/api/portal/agreement/acceptance', { cookie, body: { hash, owner: 'Ann Miller' } });
  if (over.certified !== false) await certifySales(cloud, partnerId, email);
  if (over.tier) await setTier(cloud, partnerId, over.tier);
  await cloud.settle();
  return { name, partnerId, email, cookie };
};

export const certifySales = async (cloud: Cloud, partnerId: string, email: string, days = 300): Promise<void> => {
  const profile = await item(cloud, `PARTNER#${partnerId}`, 'PROFILE');
  const cast = { partnerId, personId: String(profile?.personId), domain: '', email };
  await certify({ stage: await setStage(cloud), cast, broken: new Set() }, days);
};

export const setTier = async (cloud: Cloud, partnerId: string, tier: string): Promise<void> => {
  await DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig())).send(
    new UpdateCommand({
      TableName: 'tandem-local-program',
      Key: { PK: `PARTNER#${partnerId}`, SK: 'PROFILE' },
      UpdateExpression: 'SET tier = :tier',
      ExpressionAttributeValues: { ':tier': tier },
    }),
  );
};

/** What a reseller types to register a deal with a customer. */
export const registration = (customer: string, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  customer: `${customer} Inc`,
  domain: `${customer}.com`,
  arr: { minor: 4_800_000, currency: 'USD' },
  closeOn: '2027-06-30',
  contact: { name: 'Cora Customer', email: `cora@${customer}.com` },
  products: ['Platform'],
  invoicing: 'agency',
  country: 'US',
  industry: 'software',
  ...over,
});

type Method = 'GET' | 'POST';
/** Somebody at the portal, or of the team: what they ask is done with everything that follows. */
export const desk =
  (cloud: () => Cloud, cookie: () => string) => async (method: Method, path: string, body?: unknown) => {
    const reply = await cloud().http(method, path, { cookie: cookie(), ...(body === undefined ? {} : { body }) });
    await cloud().settle();
    return { status: reply.status, body: reply.text ? reply.json() : {} };
  };

export const dealItem = async (cloud: Cloud, dealId: string): Promise<Deal> =>
  (await item(cloud, `DEAL#${dealId}`, 'DEAL')) as unknown as Deal;

/** Letters about deals to an address, as `deal-approved`. */
export const dealLetters = async (cloud: Cloud, email: string): Promise<readonly string[]> =>
  (await cloud.inbox.to(email)).map(({ tags }) => tags.letter ?? '').filter((name) => name.startsWith('deal-'));

let deliveries = 0;
/** The CRM tells of an opportunity. */
export const crmTells = async (cloud: Cloud, type: string, data: Record<string, unknown>, at?: string) => {
  const secret = await firstSecret(cloud);
  const signedAt = new Date(cloud.clock.now());
  const text = JSON.stringify({ type, timestamp: at ?? signedAt.toISOString(), data });
  deliveries += 1;
  const id = `crm_${deliveries}`;
  const reply = await cloud.http('POST', '/api/crm', {
    body: text,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, signedAt, text),
    },
  });
  await cloud.settle();
  return reply;
};

export const pass = async (cloud: Cloud, ms: number): Promise<void> => {
  await cloud.clock.moveTo(cloud.clock.now() + ms);
  await cloud.settle();
};
