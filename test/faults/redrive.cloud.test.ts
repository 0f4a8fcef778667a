import { RedriveExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, items, MANAGER, signIn } from '../support/people.ts';
import { type Cast, setStage } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import {
  admittedPartner,
  describeExecution,
  EVERYTHING,
  entered,
  happened,
  lettersTo,
  pass,
  sfnOf,
  start,
} from './onboarding.ts';

/** What an onboarding that nothing disturbs leaves behind. */
const ONBOARDED = { outcome: 'onboarded', missing: [] };

describe('An execution that failed or was stopped', () => {
  const cloud = withCloud({ assembly: withoutSchedules() });

  const redrive = async (executionArn: string): Promise<void> => {
    await sfnOf(cloud()).send(new RedriveExecutionCommand({ executionArn }));
    await cloud().settle();
  };
  /** Until told otherwise the table refuses every write of this function about this partner. */
  const refuseWrites = (name: string, { partnerId }: Cast): void => {
    const { accessKeyId } = cloud().credentials(`tandem-local-${name}`);
    cloud().faults = ({ role, action, body }) =>
      role === accessKeyId && /^(Put|Update|Transact)/.test(action) && Buffer.from(body).includes(partnerId)
        ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
        : undefined;
  };
  const mend = (): void => {
    cloud().faults = undefined;
  };
  const journeyOf = ({ partnerId }: Cast) => item(cloud(), `PARTNER#${partnerId}`, 'JOURNEY#1');
  const putJourney = async (Item: Record<string, unknown>): Promise<void> => {
    const { table, tableName } = await setStage(cloud());
    await table.send(new PutCommand({ TableName: tableName, Item }));
  };
  const factsOf = ({ partnerId }: Cast) => items(cloud(), `PARTNER#${partnerId}`, 'FACT#1#');

  test('goes on where it was stopped in the console: no letter twice, and what happened meanwhile counts', async () => {
    const cast = await admittedPartner(cloud(), 'stopped');
    const executionArn = await start(cloud(), 'stopped', { partner: cast.domain });
    await happened(cloud(), cast, 'signed-in', 'agreement-accepted');
    const before = await lettersTo(cloud(), cast);
    await sfnOf(cloud()).send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'By hand.' }));
    await pass(cloud(), 1);
    await happened(cloud(), cast, 'sales-certified');
    expect(await describeExecution(cloud(), executionArn)).toMatchObject({ status: 'ABORTED', redriveCount: 0 });

    await redrive(executionArn);
    expect((await lettersTo(cloud(), cast)).length).toBeGreaterThan(before.length);
    await happened(cloud(), cast, 'first-call-recorded', 'activity-recorded');

    const went = await describeExecution(cloud(), executionArn);
    expect(went).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    expect(JSON.parse(went.output ?? '')).toMatchObject(ONBOARDED);
    const states = await entered(cloud(), executionArn);
    expect(states.filter((name) => name === 'Check the input' || name === 'Plan the journey')).toHaveLength(2);
    const subjects = await lettersTo(cloud(), cast);
    expect(subjects).toEqual([...new Set(subjects)]);
  });

  test('asks a person when an answer was over 256 KiB, and goes on once the data is mended', async () => {
    const cast = await admittedPartner(cloud(), 'too-large');
    const first = await start(cloud(), 'too-large', { partner: cast.partnerId });
    const journey = (await journeyOf(cast)) ?? {};
    await sfnOf(cloud()).send(new StopExecutionCommand({ executionArn: first }));
    await cloud().settle();
    const [milestone] = journey.milestones as unknown[];
    await putJourney({ ...journey, milestones: Array.from({ length: 500 }, () => milestone) });
    const letters = await lettersTo(cloud(), cast);

    const executionArn = await start(cloud(), 'too-large-again', { partner: cast.partnerId });
    expect((await entered(cloud(), executionArn)).at(-1)).toBe('Ask a person to mend it');
    expect(await lettersTo(cloud(), cast)).toEqual(letters);

    await putJourney(journey);
    const cookie = await signIn(cloud(), MANAGER);
    const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie })).json();
    const mending = tasks.find((one: { partnerId: string }) => one.partnerId === cast.partnerId);
    expect(mending).toMatchObject({ kind: 'mend', detail: { error: 'States.DataLimitExceeded' } });
    const body = { outcome: 'try-again', reason: 'The journey is mended.' };
    const decided = await cloud().http('POST', `/api/ops/tasks/${mending.taskId}/decision`, { cookie, body });
    expect(decided.status).toBe(200);
    await cloud().settle();
    await happened(cloud(), cast, ...EVERYTHING);
    const went = await describeExecution(cloud(), executionArn);
    expect(went).toMatchObject({ status: 'SUCCEEDED', redriveCount: 0 });
    expect(JSON.parse(went.output ?? '')).toMatchObject(ONBOARDED);
    expect((await entered(cloud(), executionArn)).filter((name) => name === 'Check the input')).toHaveLength(2);
    const subjects = await lettersTo(cloud(), cast);
    expect(subjects).toEqual([...new Set(subjects)]);
  });

  test('that gave up fails again when redriven; started anew it ends well, and repeats neither letter nor fact', async () => {
    const cast = await admittedPartner(cloud(), 'gave-up');
    refuseWrites('onboarding-close-journey', cast);
    const executionArn = await start(cloud(), 'gave-up', { partner: cast.domain });
    await happened(cloud(), cast, ...EVERYTHING);
    await pass(cloud(), 15);
    await cloud().settle();
    expect(await describeExecution(cloud(), executionArn)).toMatchObject({ status: 'FAILED', error: 'NeedsAPerson' });
    const [letters, facts] = [await lettersTo(cloud(), cast), await factsOf(cast)];

    mend();
    await redrive(executionArn);
    const redriven = await describeExecution(cloud(), executionArn);
    expect(redriven).toMatchObject({ status: 'FAILED', error: 'NeedsAPerson', redriveCount: 1 });
    expect(redriven.cause).toContain('start this workflow again with the same input');

    const anew = await start(cloud(), 'gave-up-anew', { partner: cast.domain });
    const went = await describeExecution(cloud(), anew);
    expect(went).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse(went.output ?? '')).toMatchObject(ONBOARDED);
    expect(await factsOf(cast)).toEqual(facts);
    const subjects = await lettersTo(cloud(), cast);
    expect(subjects).toHaveLength(letters.length + 1);
    expect(subjects).toEqual([...new Set(subjects)]);
  });

  test('is not redriven after 14 days; a new execution with the same input is as safe', async () => {
    const cast = await admittedPartner(cloud(), 'long-ago');
    const executionArn = await start(cloud(), 'long-ago', { partner: cast.email });
    await happened(cloud(), cast, 'signed-in', 'agreement-accepted');
    await sfnOf(cloud()).send(new StopExecutionCommand({ executionArn }));
    const journey = await journeyOf(cast);
    const letters = await lettersTo(cloud(), cast);
    await pass(cloud(), 15);
    await expect(redrive(executionArn)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });

    const anew = await start(cloud(), 'long-ago-anew', { partner: cast.email });
    expect(await journeyOf(cast)).toEqual(journey);
    await happened(cloud(), cast, 'sales-certified', 'first-call-recorded', 'activity-recorded');
    const went = await describeExecution(cloud(), anew);
    expect(JSON.parse(went.output ?? '')).toMatchObject(ONBOARDED);
    const subjects = await lettersTo(cloud(), cast);
    expect(subjects).toEqual([...new Set(subjects)]);
    expect(subjects).toEqual(expect.arrayContaining(letters));
  });
});
