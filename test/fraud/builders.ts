import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { type Click, clickKeyOf } from '../../functions/affiliates/contract.ts';
import { accrualTold, type SaleSignals } from '../../functions/fraud/contract.ts';
import { daysLater } from '../../functions/shared/days.ts';
import { envelope } from '../../functions/shared/event.ts';
import { keyedHash } from '../../functions/shared/ids.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { aFact, record } from '../ledger/facts.ts';
import { items } from '../support/people.ts';

const client = (cloud: Cloud) => DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
export const nowOf = (cloud: Cloud): string => new Date(cloud.clock.now()).toISOString();

/** 22 characters, always the same for the same name. */
export const customerOf = (name: string): string => keyedHash('test', 'customer', name).slice(0, 22);

let clicks = 0;
/** Puts a click of a person on a link into the table; its reference. */
export const aClick = async (
  cloud: Cloud,
  partnerId: string,
  over: Partial<Click> & { readonly code: string },
): Promise<string> => {
  const at = over.at ?? nowOf(cloud);
  clicks++;
  const clickId = `${ulid(Date.parse(at)).slice(0, 10)}${String(clicks).padStart(16, '0')}`;
  const source = { ipHash: `ip-${clicks}`, deviceHash: `device-${clicks}`.padEnd(43, 'x') };
  const click = { type: 'CLICK', clickId, partnerId, run: 1, at, counts: true, visits: 1, ...source, ...over };
  const reference = `${over.code}.${clickId}`;
  const Item = { ...clickKeyOf(reference), ...click, expiresAt: Math.ceil(Date.parse(at) / 1000) + 400 * 86_400 };
  await client(cloud).send(new PutCommand({ TableName: 'tandem-local-clicks', Item }));
  return reference;
};

/** A sale or lead of a customer, as `commissions` records it: it earns the partner 4.75. */
export const sells = async (
  cloud: Cloud,
  partnerId: string,
  sale: {
    readonly customer: string;
    readonly key: string;
    readonly number?: number;
    readonly kind?: 'sale' | 'lead' | 'refund';
    readonly signals?: SaleSignals;
    readonly touches?: readonly string[];
    readonly minor?: number;
  },
): Promise<void> => {
  const at = nowOf(cloud);
  const { customer, key, number = 1, kind = 'sale', signals, touches, minor = 475 } = sale;
  const data = { ...(signals ? { signals } : {}), ...(touches ? { touches } : {}) };
  const maturesAt = daysLater(at, 30, 'America/New_York');
  const earned = [{ partnerId, minor, sale: key.split('~')[0] ?? key }];
  await record(
    cloud,
    aFact({ customer: customerOf(customer), number, kind, key, occurredAt: at, data, maturesAt, earned }),
  );
};

/** Events about accruals of a partner, in the order they were announced: `held pi_1`. */
export const toldOf = async (cloud: Cloud, partnerId: string): Promise<readonly string[]> => {
  const found = await client(cloud).send(
    new QueryCommand({
      TableName: 'tandem-local-program',
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :timeline',
      ExpressionAttributeValues: { ':timeline': `TIMELINE#${partnerId}` },
    }),
  );
  const events = (found.Items ?? []).flatMap((item) => (item.event ? [envelope.parse(item.event)] : []));
  return events
    .filter(({ name }) => name.startsWith('accrual-'))
    .map(({ name, data }) => `${name.replace(/^accrual-|\.v1$/g, '')} ${accrualTold.parse(data).sale}`);
};

export const flagsIn = (cloud: Cloud, partnerId: string) => items(cloud, `PARTNER#${partnerId}`, 'FLAG#');

/** Lets a step of the sweep run, as the workflow does. */
export const step = async (cloud: Cloud, name: string, input: object = {}): Promise<Record<string, unknown>> => {
  const { value, error } = await cloud.invoke(`tandem-local-fraud-${name}`, input);
  if (error) throw new Error(`${name}: ${JSON.stringify(value)}`);
  await cloud.settle();
  return value as Record<string, unknown>;
};

export const pass = async (cloud: Cloud, days: number): Promise<void> => {
  await cloud.clock.moveTo(cloud.clock.now() + days * 86_400_000);
  await cloud.settle();
};

/** Letters of one kind to an address, the oldest first. */
export const lettersTo = async (cloud: Cloud, address: string, letter: string) =>
  (await cloud.inbox.to(address)).filter(({ tags }) => tags.letter === letter);
