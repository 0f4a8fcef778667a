import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Fact } from '../../functions/ledger/contract.ts';
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
