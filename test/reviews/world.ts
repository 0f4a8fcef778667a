import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Fact } from '../../functions/ledger/contract.ts';
import { derivedId } from '../../functions/shared/ids.ts';
import { packFact } from '../../functions/shared/journal-items.ts';
import { due, keys } from '../../functions/shared/keys.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { anotherIp, MANAGER, signIn } from '../support/people.ts';
import { caseFile } from '../workflows/case.ts';
import { type Cast, castOf, enter, setStage } from '../workflows/partner.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const nowOf = (cloud: Cloud): string => new Date(cloud.clock.now()).toISOString();

export const wait = async (cloud: Cloud, ms: number): Promise<void> => {
  await cloud.clock.moveTo(cloud.clock.now() + ms);
  await cloud.settle();
};
export const waitUntil = async (cloud: Cloud, instant: string): Promise<void> => {
  await cloud.clock.moveTo(Math.max(cloud.clock.now(), Date.parse(instant)));
  await cloud.settle();
};

/** A partner that was admitted some time ago and stands in this stage. */
export const aPartner = async (
  cloud: Cloud,
  name: string,
  { tier = 'Silver', stage: at = 'Scale', programType = 'channel' } = {},
): Promise<Cast> => {
  const cast = castOf(name);
  const stage = await setStage(cloud);
  const played = caseFile.parse({
    story: '',
    partner: { programType, targetTier: tier },
    expect: { endsIn: '', stage: '', letters: [] },
  });
  const { profile } = await enter(stage, cast, played, nowOf(cloud));
  const index = { GSI1PK: due.partnersInStage(at), GSI1SK: `${profile.stageSince}#${profile.partnerId}` };
  const Item = { ...keys.partner(cast.partnerId), ...profile, stage: at, ...index };
  await stage.table.send(new PutCommand({ TableName: stage.tableName, Item }));
  return cast;
};

export const put = async (cloud: Cloud, Item: Record<string, unknown>): Promise<void> => {
  const { table, tableName } = await setStage(cloud);
  await table.send(new PutCommand({ TableName: tableName, Item }));
};

/** A customer has paid; the partner earns a tenth. */
export const sold = async (
  cloud: Cloud,
  partnerId: string,
  { sale, minor, at }: { sale: string; minor: number; at: string },
): Promise<void> => {
  const { table } = await setStage(cloud);
  const earned = { minor: minor / 10, sale, rule: 'commission', earnedPeriod: at.slice(0, 7), maturesAt: at };
  const earns = { exact: String(minor / 10), minor: minor / 10, tests: {} };
  const part = { partnerId, rule: 'deal/margin', base: minor, bp: 1_000, ...earns };
  const fact: Fact = {
    ...{ customer: `cus-${sale}`.padEnd(22, '0'), number: 1, kind: 'sale', key: sale, currency: 'USD' },
    ...{ occurredAt: at, recordedAt: at, data: { net: minor, touches: [] } },
    decision: { policy: 1, model: 'deal', nth: 1, won: [{ touch: 0, partnerId }], lost: [], parts: [part] },
    postings: [
      { account: 'expense', minor: -minor / 10 },
      { account: 'pending', partnerId, ...earned },
    ],
  };
  const Item = { ...ledgerKeys.fact(fact.customer, fact.number), ...packFact(fact) };
  await table.send(new PutCommand({ TableName: 'tandem-local-ledger', Item }));
  await cloud.settle();
};

/** Signed in anew each time: sessions end within weeks, and months pass. */
export const cookieOf = (cloud: Cloud, email = MANAGER): Promise<string> => signIn(cloud, email);

/** Somebody at a page: asks, and waits until everything that follows from it has happened. */
export const asks = async (cloud: Cloud, cookie: string, method: string, path: string, body?: unknown) => {
  const reply = await cloud.http(method, `/api${path}`, {
    cookie,
    sourceIp: anotherIp(),
    ...(body === undefined ? {} : { body }),
  });
  await cloud.settle();
  return reply;
};

export const start = async (cloud: Cloud, input: unknown, name: string, workflow = 'quarterly-review') => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith(`-${workflow}`));
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
  return { status: String(told.status), error: told.error, cause: String(told.cause ?? '') };
};

/** Subjects of the letters to an address, in order. */
export const subjects = async (cloud: Cloud, email: string): Promise<readonly string[]> =>
  (await cloud.inbox.to(email)).map(({ subject }) => subject);

/** A request for $1,000 of funds, of which $900 were approved; its activity was held, with 40 leads. */
export const fundsOf = ({ partnerId, personId }: Cast, title: string, over: Record<string, unknown> = {}) => {
  const requestId = derivedId('funds', partnerId, title).toLowerCase();
  const proof = { at: '2027-02-15T10:00:00.000Z', actualMinor: 180_000, links: [], files: [], metrics: [] };
  return {
    ...keys.mdf(partnerId, requestId),
    ...{
      type: 'MDF',
      requestId,
      partnerId,
      run: 1,
      personId,
      state: 'in-review',
      revision: 5,
      activity: 'event',
      title,
    },
    ...{
      expected: 'Leads.',
      activityOn: '2027-02-10',
      quarter: '2027-Q1',
      currency: 'USD',
      tier: 'Gold',
      matchBp: 2_500,
    },
    ...{ budgetMinor: 200_000, askedMinor: 100_000, policyVersion: 1, requestedAt: '2027-01-15T10:00:00.000Z' },
    ...{ approvedMinor: 90_000, decided: { by: 'mara', at: '2027-01-20T10:00:00.000Z', reason: 'Good.' } },
    ...{ heldOn: '2027-02-10', proofs: [{ ...proof, leadCount: 40, note: '' }], deals: [], leads: [] },
    ...over,
  };
};

/** An approved deal of a partner; its id. */
export const aDealOf = async (cloud: Cloud, { partnerId, personId }: Cast, { minor }: { minor: number }) => {
  const dealId = derivedId('deal', partnerId, String(minor));
  const customer = {
    name: `Customer ${minor}`,
    domain: `c${minor}.example`,
    hash: 'a'.repeat(22),
    international: false,
  };
  const deal = {
    ...{ type: 'DEAL', dealId, partnerId, run: 1, company: 'Alder', personId, policyVersion: 1, state: 'approved' },
    ...{ customer, arr: { minor, currency: 'USD' }, closeOn: '2027-06-01', products: [], invoicing: 'agency' },
    ...{ asked: 'x', registeredAt: '2027-02-11T10:00:00.000Z', checks: [], similar: [], silence: 'none', owes: [] },
    ...{ credits: [], history: [], changes: 0, turn: 0 },
  };
  await put(cloud, { ...keys.deal(dealId), ...deal });
  await put(cloud, { ...keys.partnerDeal(partnerId, dealId), type: 'DEAL-POINTER', dealId, partnerId });
  return dealId;
};
