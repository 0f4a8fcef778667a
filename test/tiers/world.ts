import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Fact } from '../../functions/ledger/contract.ts';
import { derivedId } from '../../functions/shared/ids.ts';
import { packFact } from '../../functions/shared/journal-items.ts';
import { keys } from '../../functions/shared/keys.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Cloud, HttpReply } from '../../infra/local/cloud.ts';
import { putOnBus } from '../commissions/webhooks.ts';
import { item, items, join, MANAGER, signIn } from '../support/people.ts';

const DAY_MS = 86_400_000;

export interface ChannelPartner {
  readonly partnerId: string;
  readonly personId: string;
  readonly cookie: string;
  /** A customer of a deal that this partner has won pays so much, as room commissions records it. */
  readonly sell: (saleId: string, dollars: number, over?: Partial<Fact>) => Promise<void>;
  /** So much of it comes back. */
  readonly refund: (saleId: string, dollars: number) => Promise<void>;
  /** So many more people of the partner pass. */
  readonly certify: (track: 'sales' | 'technical', people: number, expiresOn?: string) => Promise<void>;
  readonly tier: () => Promise<unknown>;
}

export const put = async (
  cloud: Cloud,
  Item: Record<string, unknown>,
  TableName = 'tandem-local-program',
): Promise<void> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
  await client.send(new PutCommand({ TableName, Item }));
};

/** A channel partner at Registered that has accepted the agreement. */
export const aChannelPartner = async (cloud: Cloud, name: string): Promise<ChannelPartner> => {
  const partnerId = await join(cloud, name, { programType: 'channel', targetTier: 'Registered' });
  const cookie = await signIn(cloud, `ann@${name}.example`);
  const { hash } = (await cloud.http('GET', '/api/portal/agreement', { cookie })).json();
  await cloud.http('POST', '/api/portal/agreement/acceptance', { cookie, body: { hash, owner: 'Ann Miller' } });
  await cloud.settle();
  const profile = await item(cloud, keys.partner(partnerId).PK, 'PROFILE');
  let certified = 0;
  const at = new Date(cloud.clock.now()).toISOString();
  const decisionFor = () => {
    const won = [{ touch: 0, partnerId }];
    return { policy: 1, model: 'last-click', nth: 1, won, lost: [], parts: [] };
  };
  const saleOf = (saleId: string): Fact => {
    const now = new Date(cloud.clock.now()).toISOString();
    const about = {
      customer: `cus-${saleId}`.padEnd(22, '0'),
      number: 1,
      kind: 'sale',
      key: saleId,
      currency: 'USD',
    } as const;
    return { ...about, occurredAt: now, recordedAt: now, data: {}, decision: decisionFor(), postings: [] };
  };
  const record = async (fact: Fact): Promise<void> => {
    await put(cloud, { ...ledgerKeys.fact(fact.customer, fact.number), ...packFact(fact) }, 'tandem-local-ledger');
    await cloud.settle();
  };
  return {
    partnerId,
    personId: String(profile?.personId),
    cookie,
    sell: async (saleId, dollars, over = {}) => {
      const touches = [{ kind: 'deal', key: `deal-${saleId}`, partnerId, run: 1, at }];
      const { customer, kind, recordedAt } = saleOf(saleId);
      const claimed = { type: 'CLAIM', kind, key: saleId, recordedAt, customer };
      await put(cloud, { ...ledgerKeys.claim(kind, saleId), ...claimed }, 'tandem-local-ledger');
      await record({ ...saleOf(saleId), data: { net: dollars * 100, touches }, ...over });
    },
    refund: (saleId, dollars) => {
      const decision = { ...decisionFor(), sale: saleId, returned: dollars * 100 };
      const data = { sale: saleId, minor: dollars * 100 };
      return record({ ...saleOf(saleId), number: 2, kind: 'refund', key: `${saleId}~re`, data, decision });
    },
    certify: async (track, people, expiresOn = new Date(cloud.clock.now() + 365 * DAY_MS).toISOString()) => {
      const issuedAt = new Date(cloud.clock.now()).toISOString();
      const fact = { fact: `${track}-certified`, by: partnerId, detail: {} };
      await putOnBus(cloud, 'fact-recorded.v1', `${partnerId}/1/${track}-certified`, fact, { partnerId, run: 1 });
      for (let nth = 0; nth < people; nth++) {
        certified += 1;
        const personId = derivedId('test', partnerId, track, String(certified));
        const certificate = { type: 'CERTIFICATE', partnerId, run: 1, personId, track, issuedAt, expiresOn };
        const dated = { ...certificate, expiryDate: expiresOn.slice(0, 10), state: 'current' };
        await put(cloud, { ...keys.certificate(partnerId, personId, track), ...dated });
        await putOnBus(
          cloud,
          'certificate-issued.v1',
          `${partnerId}/issued/${personId}`,
          { track, personId, expiresOn },
          { partnerId, run: 1 },
        );
      }
    },
    tier: async () => {
      await cloud.settle();
      return (await item(cloud, keys.partner(partnerId).PK, 'PROFILE'))?.tier;
    },
  };
};

const signedIn = new WeakMap<Cloud, { readonly at: number; readonly cookie: Promise<string> }>();
/** The manager's session, anew after a week. */
const manager = (cloud: Cloud): Promise<string> => {
  const known = signedIn.get(cloud);
  if (known && cloud.clock.now() - known.at < 7 * DAY_MS) return known.cookie;
  const cookie = signIn(cloud, MANAGER);
  signedIn.set(cloud, { at: cloud.clock.now(), cookie });
  return cookie;
};

/** Every item of a partition whose key begins so, gone as if it had never been written. */
export const remove = async (cloud: Cloud, PK: string, ...prefixes: readonly string[]): Promise<void> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
  for (const { SK } of (await Promise.all(prefixes.map((prefix) => items(cloud, PK, prefix)))).flat())
    await client.send(new DeleteCommand({ TableName: 'tandem-local-program', Key: { PK, SK } }));
};

/** Reviews the tiers of a quarter, started by hand; how the execution ended. */
export const reviewed = async (cloud: Cloud, quarter: string) => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith('-tier-review'));
  const input = JSON.stringify({ quarter });
  const started = { stateMachineArn: machine?.ref, name: `by-hand-${quarter}`, input };
  const { executionArn } = (await cloud.engine.handle('StartExecution', started)) as { executionArn: string };
  await cloud.settle();
  return cloud.engine.handle('DescribeExecution', { executionArn });
};

/** A signed commitment, recorded by the manager. */
export const commit = async (
  cloud: Cloud,
  partnerId: string,
  dollars: number,
  over: Record<string, unknown> = {},
): Promise<HttpReply> => {
  const cookie = await manager(cloud);
  const today = new Date(cloud.clock.now());
  const from = today.toISOString().slice(0, 10);
  const until = new Date(cloud.clock.now() + 700 * DAY_MS).toISOString().slice(0, 10);
  const body = {
    key: `term-${dollars}`,
    annualMinor: dollars * 100,
    currency: 'USD',
    from,
    until,
    reference: 'Contract 17',
    ...over,
  };
  const reply = await cloud.http('POST', `/api/ops/partners/${partnerId}/commitments`, { cookie, body });
  await cloud.settle();
  return reply;
};

/** Answers of customers, as a list. */
export const rated = async (
  cloud: Cloud,
  partnerId: string,
  scores: readonly number[],
  day?: string,
): Promise<HttpReply> => {
  const cookie = await manager(cloud);
  const date = day ?? new Date(cloud.clock.now() - DAY_MS).toISOString().slice(0, 10);
  const list = scores.map((score, index) => `${date}-${index},${score},${date}`).join('\n');
  const reply = await cloud.http('POST', `/api/ops/partners/${partnerId}/satisfaction`, { cookie, body: { list } });
  await cloud.settle();
  return reply;
};
