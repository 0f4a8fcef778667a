import { createHmac } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Webhook } from 'standardwebhooks';
import type { Fact, Page } from '../../functions/ledger/contract.ts';
import { unpackFact } from '../../functions/shared/journal-items.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Cloud, HttpReply } from '../../infra/local/cloud.ts';
import { pagesOf } from '../ledger/facts.ts';
import { anotherIp, join, signIn } from '../support/people.ts';

const SECRET = 'tandem-local-intake-secrets';
export const STRIPE_SECRET = 'whsec_of_the_endpoint_at_stripe';

const secretsOf = (cloud: Cloud) => new SecretsManagerClient(cloud.clientConfig());
export const readSecrets = async (cloud: Cloud) => {
  const { SecretString = '' } = await secretsOf(cloud).send(new GetSecretValueCommand({ SecretId: SECRET }));
  return JSON.parse(SecretString);
};
export const putSecrets = async (cloud: Cloud, secrets: Record<string, unknown>): Promise<void> => {
  await secretsOf(cloud).send(new PutSecretValueCommand({ SecretId: SECRET, SecretString: JSON.stringify(secrets) }));
};
/** The secret that the stage began with. */
export const firstSecret = async (cloud: Cloud): Promise<string> => `whsec_${(await readSecrets(cloud)).first}`;

interface Sending {
  readonly secret?: string;
  /** Seconds between signing and the cloud's clock. */
  readonly late?: number;
  readonly change?: (text: string) => string;
}

let deliveries = 0;
/** Sends an event of a type as a customer's system does; its `data` and when it happened (now, unless told). */
export const send = (
  cloud: Cloud,
  type: string,
  data: Record<string, unknown>,
  more: Sending & { readonly at?: string } = {},
): Promise<HttpReply> => {
  const timestamp = more.at ?? new Date(cloud.clock.now()).toISOString();
  return sendSigned(cloud, '/api/events', { type, timestamp, data }, more);
};

/** Sends anything, signed by the Standard Webhooks specification. */
export const sendSigned = async (cloud: Cloud, path: string, body: object, more: Sending = {}): Promise<HttpReply> => {
  const secret = more.secret ?? (await firstSecret(cloud));
  const signedAt = new Date(cloud.clock.now() - 1000 * (more.late ?? 0));
  const text = JSON.stringify(body);
  deliveries += 1;
  const id = `msg_${deliveries}`;
  return cloud.http('POST', path, {
    body: (more.change ?? String)(text),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, signedAt, text),
    },
  });
};

/** Sends an event as Stripe does. */
export const sendStripe = async (
  cloud: Cloud,
  type: string,
  object: Record<string, unknown>,
  more: Sending & { readonly created?: number } = {},
): Promise<HttpReply> => {
  const now = Math.floor(cloud.clock.now() / 1000);
  const t = now - (more.late ?? 0);
  deliveries += 1;
  const envelope = { id: `evt_${deliveries}`, object: 'event', api_version: '2025-08-27.basil', livemode: true };
  const text = JSON.stringify({ ...envelope, type, created: more.created ?? now, data: { object } }, null, 2);
  const v1 = createHmac('sha256', more.secret ?? STRIPE_SECRET)
    .update(`${t}.${text}`)
    .digest('hex');
  return cloud.http('POST', '/api/stripe', {
    body: (more.change ?? String)(text),
    headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': `t=${t},v1=${v1},v0=00` },
  });
};

export interface Affiliate {
  readonly partnerId: string;
  readonly cookie: string;
  /** A visitor follows its link; the reference of the click. */
  readonly click: () => Promise<string>;
}

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0';

/** An affiliate that has accepted the agreement. */
export const anAffiliate = async (cloud: Cloud, name: string): Promise<Affiliate> => {
  const partnerId = await join(cloud, name);
  const cookie = await signIn(cloud, `ann@${name}.example`);
  const { hash } = (await cloud.http('GET', '/api/portal/agreement', { cookie })).json();
  const body = { hash, owner: 'Ann Miller' };
  await cloud.http('POST', '/api/portal/agreement/acceptance', { cookie, body });
  await cloud.settle();
  const { link } = (await cloud.http('GET', '/api/portal/link', { cookie })).json();
  const click = async (): Promise<string> => {
    const path = new URL(link.url).pathname;
    const reply = await cloud.http('GET', path, { headers: { 'user-agent': FIREFOX }, sourceIp: anotherIp() });
    await cloud.settle();
    return new URL(reply.headers.location ?? '').searchParams.get('click') ?? '';
  };
  return { partnerId, cookie, click };
};

/** A customer's facts. */
export const factsOf = async (cloud: Cloud, customer: string): Promise<readonly Fact[]> => {
  const { Items } = await DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig())).send(
    new QueryCommand({
      TableName: 'tandem-local-ledger',
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': ledgerKeys.fact(customer, 1).PK },
    }),
  );
  return (Items ?? []).map(unpackFact);
};

export const balancesOf = async (
  cloud: Cloud,
  partnerId: string,
  currency = 'USD',
): Promise<Page['balances'] | undefined> => {
  await cloud.settle();
  return (await pagesOf(cloud, partnerId, currency)).at(-1)?.balances;
};

export const programKeyOf = async (cloud: Cloud): Promise<string> => {
  const asked = new GetSecretValueCommand({ SecretId: 'tandem-local-program-key' });
  return (await secretsOf(cloud).send(asked)).SecretString ?? '';
};

/** Puts an event on the program's bus, as another room does, and lets what follows happen. */
export const putOnBus = async (
  cloud: Cloud,
  name: string,
  id: string,
  data: Record<string, unknown>,
  of: { readonly partnerId?: string; readonly run?: number } = {},
): Promise<void> => {
  const at = new Date(cloud.clock.now()).toISOString();
  const detail = { id, name, occurredAt: at, recordedAt: at, ...of, data };
  await new EventBridgeClient(cloud.clientConfig()).send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'tandem-local', Source: 'tandem', DetailType: name, Detail: JSON.stringify(detail) }],
    }),
  );
  await cloud.settle();
};
