import { expect } from 'vitest';
import { keyedHash } from '../../functions/shared/ids.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { aFact, record } from '../ledger/facts.ts';
import { anotherIp, join, OPS, signIn } from '../support/people.ts';

const DAY_MS = 86_400_000;
export const IBAN = 'DE89370400440532013000';
export const PAYER = { name: 'Acme GmbH', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' };

export const now = (cloud: Cloud): string => new Date(cloud.clock.now()).toISOString();

let earnings = 0;
/** An earning of the partner; matured 31 days ago unless told. */
export const earn = async (
  cloud: Cloud,
  partnerId: string,
  minor: number,
  over: { readonly currency?: string; readonly matured?: boolean } = {},
): Promise<void> => {
  earnings++;
  const ago = (days: number): string => new Date(cloud.clock.now() - days * DAY_MS).toISOString();
  const customer = keyedHash('test', 'customer', earnings).slice(0, 22);
  const fact = aFact({
    customer,
    key: `pi_${earnings}`,
    occurredAt: ago(over.matured === false ? 1 : 61),
    recordedAt: now(cloud),
    maturesAt: ago(over.matured === false ? -29 : 31),
    currency: over.currency ?? 'USD',
    earned: [{ partnerId, minor }],
  });
  await record(cloud, fact);
};

/** A refund of something earned long ago: it takes from what is payable. */
export const refund = async (cloud: Cloud, partnerId: string, minor: number, currency = 'USD'): Promise<void> => {
  earnings++;
  const ago = (days: number): string => new Date(cloud.clock.now() - days * DAY_MS).toISOString();
  const fact = aFact({
    customer: keyedHash('test', 'customer', earnings).slice(0, 22),
    kind: 'refund',
    key: `re_${earnings}`,
    occurredAt: now(cloud),
    recordedAt: now(cloud),
    maturesAt: ago(31),
    currency,
    earned: [{ account: 'payable', partnerId, minor: 0 - minor }],
  });
  await record(cloud, fact);
};

export type Method = Record<string, unknown> & { readonly rail: string };
export const payPal = (name: string): Method => ({ rail: 'paypal', email: `pay@${name}.example` });
export const bank = (name: string): Method => ({ rail: 'bank', name, iban: IBAN, country: 'DE' });

export interface Partner {
  readonly partnerId: string;
  readonly cookie: string;
  readonly email: string;
}

/** A partner that joined; with a payout method and a tax form unless told. */
export const aPartner = async (
  cloud: Cloud,
  name: string,
  over: { readonly method?: Method | null; readonly tax?: boolean; readonly ops?: string } = {},
): Promise<Partner> => {
  const partnerId = await join(cloud, name);
  const email = `ann@${name}.example`;
  const cookie = await signIn(cloud, email);
  const body = over.method === undefined ? payPal(name) : over.method;
  if (body) expect((await cloud.http('PUT', '/api/portal/payout-method', { cookie, body })).status).toBe(200);
  if (over.tax !== false) {
    const path = `/api/ops/partners/${partnerId}/tax-status`;
    const form = { form: 'W-9', signedOn: '2027-01-05' };
    expect((await cloud.http('PUT', path, { cookie: over.ops ?? '', body: form })).status).toBe(200);
  }
  await cloud.settle();
  return { partnerId, cookie, email };
};

/** Ops publish a policy in which these rules of payouts are others. */
export const publishPayouts = async (cloud: Cloud, ops: string, payouts: Record<string, unknown>): Promise<void> => {
  const { inForce, versions } = (await cloud.http('GET', '/api/ops/policy', { cookie: ops })).json();
  const document = { ...inForce.document, payouts: { ...inForce.document.payouts, ...payouts } };
  const in10Minutes = new Date(cloud.clock.now() + 600_000).toISOString();
  const body = { basedOn: versions.at(-1).version, effectiveAt: in10Minutes, note: 'Payouts', document };
  const reply = await cloud.http('POST', '/api/ops/policy', { cookie: ops, body });
  expect(reply.status, reply.text).toBe(201);
  await cloud.clock.moveTo(Date.parse(in10Minutes) + 1_000);
};

export const runArn = async (cloud: Cloud, input: unknown, name: string): Promise<string> => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith('-payout-run'));
  const { executionArn } = (await cloud.engine.handle('StartExecution', {
    stateMachineArn: machine?.ref,
    name,
    input: JSON.stringify(input),
  })) as { executionArn: string };
  await cloud.settle();
  return executionArn;
};

export const outcomeOf = async (cloud: Cloud, executionArn: string) => {
  const told = (await cloud.engine.handle('DescribeExecution', { executionArn })) as Record<string, unknown>;
  return {
    status: String(told.status),
    error: told.error,
    cause: String(told.cause ?? ''),
    output: typeof told.output === 'string' ? JSON.parse(told.output) : undefined,
  };
};

/** The team at its pages. */
export const desk = (cloud: Cloud, cookie: string) => {
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const reply = await cloud.http(method, path, { cookie, sourceIp: anotherIp(), ...(body ? { body } : {}) });
    await cloud.settle();
    return reply;
  };
  return {
    call,
    show: async (batchId: string) => (await call('GET', `/api/ops/payouts/${batchId}`)).json(),
    approve: async (batchId: string) => {
      const { fingerprint } = (await call('GET', `/api/ops/payouts/${batchId}`)).json();
      return call('POST', `/api/ops/payouts/${batchId}/decision`, { decision: 'approve', fingerprint });
    },
    decide: (batchId: string, body: unknown) => call('POST', `/api/ops/payouts/${batchId}/decision`, body),
    file: (batchId: string, name: string) => call('GET', `/api/ops/payouts/${batchId}/files/${name}`),
    results: (batchId: string, body: unknown) => call('POST', `/api/ops/payouts/${batchId}/results`, body),
  };
};

export const opsCookie = (cloud: Cloud): Promise<string> => signIn(cloud, OPS);

/** Names of the letters to an address, the oldest first. */
export const lettersTo = async (cloud: Cloud, address: string): Promise<readonly string[]> =>
  (await cloud.inbox.to(address)).map(({ tags }) => tags.letter ?? '');
