import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readEntry } from '../../functions/partners/telling.ts';
import { due } from '../../functions/shared/keys.ts';
import type { Cloud, HttpReply } from '../../infra/local/cloud.ts';
import type { Letter } from '../../infra/local/services/types.ts';

export const MANAGER = 'mara@acme.example';
export const OPS = 'noor@acme.example';

let visitors = 0;
/** Another visitor each time, so that nobody shares an address of origin by chance. */
export const anotherIp = (): string => {
  visitors += 1;
  return `203.0.${Math.floor(visitors / 250)}.${1 + (visitors % 250)}`;
};

const customers = {
  kind: 'shares',
  segment: { 'mid-market': 80, enterprise: 20 },
  industry: { software: 80, healthcare: 20 },
  companySize: { '50-249': 80, '1-9': 20 },
  region: { europe: 80, 'asia-pacific': 20 },
};

/** What a strong affiliate types into the form, but for the form's token. */
export const typed = (name: string, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  programType: 'affiliate',
  company: `${name} Ltd`,
  website: `${name}.example`,
  country: 'DE',
  category: 'crm',
  audienceSize: 30_000,
  customers,
  contactName: 'Ann Miller',
  email: `ann@${name}.example`,
  marketingConsent: false,
  ...over,
});

/** Opens the form, takes `seconds` to fill it in, and sends it. */
export const apply = async (
  cloud: Cloud,
  body: Record<string, unknown>,
  how: { seconds?: number; ip?: string } = {},
) => {
  const sourceIp = how.ip ?? anotherIp();
  const form = await cloud.http('GET', '/api/application-form', { sourceIp });
  await cloud.clock.moveTo(cloud.clock.now() + 1_000 * (how.seconds ?? 60));
  const sent = { formToken: form.json().formToken, ...body };
  const reply = await cloud.http('POST', '/api/applications', { body: sent, sourceIp });
  await cloud.settle();
  return { reply, sent };
};

/** The token in the newest letter to this address whose link leads to `path`. */
export const tokenFor = async (cloud: Cloud, address: string, path: '/verify' | '/sign-in'): Promise<string> => {
  const letters = await cloud.inbox.to(address);
  const link = letters.flatMap((letter) => letter.links).findLast((one) => one.includes(`${path}#`));
  if (!link) throw new Error(`No letter to ${address} leads to ${path}.`);
  return link.slice(link.indexOf('#') + 1);
};

export const subjectsTo = async (cloud: Cloud, address: string): Promise<readonly string[]> =>
  (await cloud.inbox.to(address)).map((letter: Letter) => letter.subject);

export const confirm = async (cloud: Cloud, token: string): Promise<HttpReply> => {
  const reply = await cloud.http('POST', '/api/applications/verify', { body: { token }, sourceIp: anotherIp() });
  await cloud.settle();
  return reply;
};

/** Applies and confirms; the partner's id. */
export const join = async (cloud: Cloud, name: string, over: Record<string, unknown> = {}): Promise<string> => {
  const body = typed(name, over);
  await apply(cloud, body);
  await confirm(cloud, await tokenFor(cloud, String(body.email), '/verify'));
  const owner = await item(cloud, `DOMAIN#${name}.example`, 'PARTNER');
  return String(owner?.partnerId);
};

export const askToSignIn = async (cloud: Cloud, email: string, ip = anotherIp()): Promise<HttpReply> => {
  const reply = await cloud.http('POST', '/api/sign-in', { body: { email }, sourceIp: ip });
  await cloud.settle();
  return reply;
};

/** Signs in by letter; the value of the Cookie header. */
export const signIn = async (cloud: Cloud, email: string): Promise<string> => {
  await askToSignIn(cloud, email);
  const token = await tokenFor(cloud, email, '/sign-in');
  const reply = await cloud.http('POST', '/api/sessions', { body: { token } });
  if (reply.status !== 201) throw new Error(`Sign-in of ${email}: ${reply.status} ${reply.text}`);
  await cloud.settle();
  return (reply.cookies[0] ?? '').split(';')[0] ?? '';
};

const tableOf = (cloud: Cloud): { client: DynamoDBDocumentClient; TableName: string } => ({
  client: DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig())),
  TableName: 'tandem-local-program',
});

/** One item of the Program table. */
export const item = async (cloud: Cloud, PK: string, SK: string): Promise<Record<string, unknown> | undefined> => {
  const { client, TableName } = tableOf(cloud);
  return (await client.send(new GetCommand({ TableName, Key: { PK, SK }, ConsistentRead: true }))).Item;
};

/** Names of the events on a partner's timeline, the oldest first. */
export const timelineOf = async (cloud: Cloud, partnerId: string): Promise<readonly string[]> => {
  const { client, TableName } = tableOf(cloud);
  const found = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :timeline',
      ExpressionAttributeValues: { ':timeline': due.timeline(partnerId) },
    }),
  );
  return (found.Items ?? []).map((item) => readEntry(item).name);
};

/** The items under one PK whose SK begins with `prefix`. */
export const items = async (cloud: Cloud, PK: string, prefix: string): Promise<readonly Record<string, unknown>[]> => {
  const { client, TableName } = tableOf(cloud);
  const found = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
      ExpressionAttributeValues: { ':pk': PK, ':prefix': prefix },
    }),
  );
  return found.Items ?? [];
};
