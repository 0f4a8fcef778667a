import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { certificateItem } from '../../functions/certification/contract.ts';
import { monthsLater } from '../../functions/shared/days.ts';
import { factRecorded, type ProgramEvent } from '../../functions/shared/event.ts';
import { keyedHash } from '../../functions/shared/ids.ts';
import { due, keys } from '../../functions/shared/keys.ts';
import type { Action } from './case.ts';
import { type Cast, idFor, type Stage } from './partner.ts';

export interface Playing {
  readonly stage: Stage;
  readonly cast: Cast;
  readonly broken: Set<string>;
}

const iso = ({ stage }: Playing): string => new Date(stage.cloud.clock.now()).toISOString();

/** Announces an event as a room does: in the outbox, beside its own data. */
export const announce = async ({ table, tableName }: Stage, event: ProgramEvent): Promise<void> => {
  const Item = { ...keys.event(event.id), type: 'EVENT', event };
  const ConditionExpression = 'attribute_not_exists(PK)';
  await table.send(new PutCommand({ TableName: tableName, Item, ConditionExpression }));
};

export const startExecution = async (
  { cloud }: Stage,
  workflow: string,
  name: string,
  input: unknown,
): Promise<string> => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find((one) => one.ref.endsWith(workflow));
  const body = { stateMachineArn: machine?.ref, name, input: JSON.stringify(input) };
  const { executionArn } = (await cloud.engine.handle('StartExecution', body)) as { executionArn: string };
  return executionArn;
};

/** Puts the partner's names into an input: `{id}`, `{domain}`, `{email}`. */
export const withNames = (input: unknown, { partnerId, domain, email }: Cast): unknown =>
  JSON.parse(
    JSON.stringify(input).replaceAll('{id}', partnerId).replaceAll('{domain}', domain).replaceAll('{email}', email),
  );

/** A request as the HTTP API hands it to a function, with the session already checked. */
const request = async (
  { stage, cast }: Playing,
  name: string,
  who: { role: 'partner' | 'manager'; name: string },
  path: Record<string, string>,
  body: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const partnerId = who.role === 'partner' ? cast.partnerId : '';
  const session = { partnerId, personId: who.role === 'partner' ? cast.personId : idFor('team', who.name) };
  const event = {
    version: '2.0',
    routeKey: name,
    headers: { 'content-type': 'application/json' },
    pathParameters: path,
    body: JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'case',
      http: { sourceIp: '192.0.2.1', userAgent: 'case', method: 'POST', path: '/' },
      authorizer: { lambda: { ...session, role: who.role, name: who.name, sessionHash: 'case', freshUntil: '9' } },
    },
  };
  const { value } = await stage.cloud.invoke(`tandem-local-${name}`, event);
  const answer = value as { statusCode: number; body?: string };
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '{}') };
};

type Decide = Extract<Action, { decide: string }>;
const taskIdOf = ({ stage, cast }: Playing, named: string): string => {
  const [kind = '', ...key] = named.split(' ');
  return keyedHash(stage.programKey, 'task', cast.partnerId, 1, kind, key.join(' ')).slice(0, 32);
};

const decide = async (playing: Playing, given: Decide): Promise<number> => {
  const taskId = given.decide === 'mend' ? await openMending(playing) : taskIdOf(playing, given.decide);
  const body = { outcome: given.outcome, reason: given.reason, detail: given.detail };
  const answer = await request(playing, 'tasks-decide-task', { role: 'manager', name: given.as }, { taskId }, body);
  return answer.status;
};

/** The open task "mend" of this partner: its key is the moment at which the workflow met the error. */
const openMending = async (playing: Playing): Promise<string> => {
  const answer = await request(playing, 'tasks-list-tasks', { role: 'manager', name: 'Mia Manager' }, {}, {});
  const tasks = answer.body.tasks as { taskId: string; kind: string; partnerId: string }[];
  return tasks.find((one) => one.kind === 'mend' && one.partnerId === playing.cast.partnerId)?.taskId ?? '';
};

const ops = { role: 'manager', name: 'Otto Ops' } as const;

/** `<partner> <role of the function>`: what fails, for this partner alone. */
export const brokenName = ({ stage, cast }: Playing, name: string): string =>
  `${cast.partnerId} ${stage.cloud.credentials(`tandem-local-${name}`).accessKeyId}`;

/** Does what the world does in one line of a case. */
export const act = async (playing: Playing, done: Action, executionArn: string): Promise<void> => {
  const { stage, cast } = playing;
  const { partnerId } = cast;
  const now = iso(playing);
  if ('fact' in done) {
    const fact = {
      fact: done.fact.replace('{person}', cast.personId.toLowerCase()),
      by: cast.personId,
      detail: done.detail,
    };
    await announce(stage, factRecorded({ partnerId, run: 1, ...fact, occurredAt: now, recordedAt: now }));
  } else if ('record' in done) {
    const body = { fact: done.record, note: done.note, detail: done.detail };
    expect((await request(playing, 'tasks-record-fact', ops, { partnerId }, body)).status).toBe(done.answer);
  } else if ('decide' in done) {
    expect(await decide(playing, done)).toBe(done.answer);
  } else if ('race' in done) {
    const answers = await Promise.all(done.race.map((one) => decide(playing, one)));
    expect(answers.sort()).toEqual([200, 409]);
  } else if ('withdraw' in done) {
    const who = { role: 'partner', name: 'Ann' } as const;
    expect((await request(playing, 'partners-withdraw', who, {}, { reason: done.withdraw })).status).toBe(200);
  } else if ('sunset' in done) {
    expect((await request(playing, 'partners-order-stop', ops, { partnerId }, { reason: done.sunset })).status).toBe(
      200,
    );
  } else if ('erase' in done) {
    const body = { reason: done.erase };
    expect((await request(playing, 'applications-erase-person', ops, { partnerId }, body)).status).toBe(200);
  } else if ('bounce' in done) {
    stage.cloud.mail.fate(cast.email, 'bounce');
  } else if ('start' in done) {
    const name = `by-hand-${idFor(partnerId, now, done.start)}`;
    await refusal(stage, await startExecution(stage, done.start, name, withNames(done.input, cast)), done.refused);
  } else if ('certify' in done) {
    await certify(playing, 400);
  } else if ('broken' in done) {
    playing.broken.add(brokenName(playing, done.broken));
  } else if ('mended' in done) {
    playing.broken.delete(brokenName(playing, done.mended));
  } else {
    await stage.cloud.engine.handle('StopExecution', { executionArn, error: 'Stopped', cause: 'By hand.' });
  }
};

/** A start by hand ends at once with `InvalidInput` and this sentence, or goes its way. */
const refusal = async ({ cloud }: Stage, executionArn: string, sentence: string | undefined): Promise<void> => {
  await cloud.settle();
  const went = (await cloud.engine.handle('DescribeExecution', { executionArn })) as Record<string, unknown>;
  if (sentence === undefined) return expect(went.error).toBeUndefined();
  expect(went).toMatchObject({ status: 'FAILED', error: 'InvalidInput' });
  expect(went.cause).toContain(sentence);
};

/** A sales certificate of the partner's contact that expires in so many days from now. */
export const certify = async ({ stage, cast }: Playing, expiresInDays: number): Promise<void> => {
  const expiresOn = new Date(stage.cloud.clock.now() + expiresInDays * 86_400_000).toISOString();
  const Item = certificateItem.parse({
    type: 'CERTIFICATE',
    partnerId: cast.partnerId,
    run: 1,
    personId: cast.personId,
    track: 'sales',
    issuedAt: monthsLater(expiresOn, -12, 'America/New_York'),
    expiresOn,
    expiryDate: expiresOn.slice(0, 10),
    state: expiresInDays > 0 ? 'current' : 'expired',
  });
  const index = {
    GSI1PK: due.certificatesExpiring,
    GSI1SK: `${expiresOn}#${cast.partnerId}#${cast.personId}#sales`,
  };
  const key = keys.certificate(cast.partnerId, cast.personId, 'sales');
  await stage.table.send(new PutCommand({ TableName: stage.tableName, Item: { ...key, ...Item, ...index } }));
};
