import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import type { FundPage, MdfRequest, MdfView } from '../../functions/mdf/contract.ts';
import type { ChannelTier } from '../../functions/policy/contract.ts';
import { unpackFundPage } from '../../functions/shared/journal-items.ts';
import { keys } from '../../functions/shared/keys.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { anotherIp, items, join, signIn } from '../support/people.ts';

const client = (cloud: Cloud) => DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));

export interface Reseller {
  readonly partnerId: string;
  readonly email: string;
  readonly cookie: string;
}

/** The tier of a partner, as the room of tiers decides it. */
export const setTier = async (cloud: Cloud, partnerId: string, tier: ChannelTier): Promise<void> => {
  await client(cloud).send(
    new UpdateCommand({
      TableName: 'tandem-local-program',
      Key: keys.partner(partnerId),
      UpdateExpression: 'SET tier = :tier',
      ExpressionAttributeValues: { ':tier': tier },
    }),
  );
};

/** A reseller at a tier that has accepted its agreement, unless told otherwise. */
export const aReseller = async (
  cloud: Cloud,
  name: string,
  tier: ChannelTier,
  over: { readonly accepts?: false } & Record<string, unknown> = {},
): Promise<Reseller> => {
  const { accepts, ...typed } = over;
  const partnerId = await join(cloud, name, { programType: 'channel', targetTier: 'Registered', ...typed });
  const email = `ann@${name}.example`;
  const cookie = await signIn(cloud, email);
  if (accepts !== false) {
    const { hash } = (await cloud.http('GET', '/api/portal/agreement', { cookie })).json();
    const body = { hash, owner: 'Ann Miller' };
    const reply = await cloud.http('POST', '/api/portal/agreement/acceptance', { cookie, body });
    expect(reply.status, reply.text).toBe(200);
  }
  await cloud.settle();
  await setTier(cloud, partnerId, tier);
  return { partnerId, email, cookie };
};

let keysUsed = 0;
/** A booth of $4,000 on 18 March 2027, half of it asked for. */
export const asking = (over: Record<string, unknown> = {}): Record<string, unknown> => {
  keysUsed++;
  return {
    key: `request-${keysUsed}`,
    activity: 'event',
    title: 'Booth at the Retail Forum',
    expected: 'Fifty leads.',
    activityOn: '2027-03-18',
    budgetMinor: 400_000,
    fundMinor: 200_000,
    ...over,
  };
};

export const receipts = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  actualMinor: 400_000,
  links: ['https://files.example.com/receipts.pdf'],
  metrics: [{ name: 'Visitors', value: '320' }],
  leadCount: 40,
  ...over,
});

/** A partner at its page of funds. */
export const atFunds = (cloud: Cloud, { cookie }: Pick<Reseller, 'cookie'>) => {
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const reply = await cloud.http(method, `/api/portal/mdf${path}`, {
      cookie,
      sourceIp: anotherIp(),
      ...(body ? { body } : {}),
    });
    await cloud.settle();
    return reply;
  };
  return {
    call,
    ask: (over: Record<string, unknown> = {}) => call('POST', '', asking(over)),
    asked: async (over: Record<string, unknown> = {}): Promise<string> => {
      const reply = await call('POST', '', asking(over));
      expect(reply.status, reply.text).toBe(201);
      return reply.json().requestId;
    },
    show: async () => (await call('GET', '')).json(),
    find: async (requestId: string): Promise<MdfView> =>
      (await call('GET', '')).json().requests.find((one: MdfView) => one.requestId === requestId),
    cancel: (requestId: string) => call('POST', `/${requestId}/cancellation`, { reason: 'The fair was called off.' }),
    held: (requestId: string, heldOn: string) => call('POST', `/${requestId}/activity`, { heldOn }),
    prove: (requestId: string, over: Record<string, unknown> = {}) =>
      call('POST', `/${requestId}/proof`, receipts(over)),
    name: (requestId: string, body: unknown) => call('PUT', `/${requestId}/results`, body),
  };
};

/** Somebody of the team decides the open task of this kind; the status of the answer. */
export const decide = async (
  cloud: Cloud,
  cookie: string,
  kind: string,
  outcome: string,
  detail: Record<string, unknown> = {},
): Promise<number> => {
  const { tasks } = (await cloud.http('GET', '/api/ops/tasks', { cookie })).json();
  const task = tasks.find((one: { kind: string }) => one.kind === kind);
  const body = { outcome, reason: 'As agreed.', detail };
  const reply = await cloud.http('POST', `/api/ops/tasks/${task?.taskId}/decision`, { cookie, body });
  await cloud.settle();
  return reply.status;
};

export const requestsOf = async (cloud: Cloud, partnerId: string): Promise<readonly MdfRequest[]> =>
  (await items(cloud, `PARTNER#${partnerId}`, 'MDF#')) as unknown as readonly MdfRequest[];

export const fundPagesOf = async (
  cloud: Cloud,
  partnerId: string,
  quarter = '2027-Q1',
): Promise<readonly FundPage[]> => {
  const { PK } = ledgerKeys.fundPage(partnerId, quarter, 'USD', 1);
  const { Items } = await client(cloud).send(
    new QueryCommand({
      TableName: 'tandem-local-ledger',
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': PK },
    }),
  );
  return (Items ?? []).map(unpackFundPage);
};

export const wait = async (cloud: Cloud, days: number): Promise<void> => {
  await cloud.clock.moveTo(cloud.clock.now() + days * 86_400_000);
  await cloud.settle();
};
