import { RedriveExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, items } from '../support/people.ts';
import type { Cast } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { admittedPartner, describeExecution, EVERYTHING, happened, machineArn, sfnOf, start } from './onboarding.ts';

describe('The lock that keeps a second onboarding of a partner out', () => {
  const cloud = withCloud({ assembly: withoutSchedules() });
  const stop = async (executionArn: string): Promise<void> => {
    await sfnOf(cloud()).send(new StopExecutionCommand({ executionArn }));
    await cloud().settle();
  };
  const redrive = async (executionArn: string): Promise<void> => {
    await sfnOf(cloud()).send(new RedriveExecutionCommand({ executionArn }));
    await cloud().settle();
  };
  const lockOf = ({ partnerId }: Cast) => item(cloud(), `PARTNER#${partnerId}`, 'LOCK#partner-onboarding#1');
  const timelineOf = async ({ partnerId }: Cast): Promise<readonly string[]> =>
    (await items(cloud(), `PARTNER#${partnerId}`, 'TIMELINE#')).map(({ text }) => String(text));
  /** What EventBridge tells of an execution, as late and in whatever order it likes. */
  const tell = (executionArn: string, { partnerId }: Cast, status: string, redriveCount: number) =>
    cloud().invoke('tandem-local-partners-note-outcome', {
      detail: {
        executionArn,
        stateMachineArn: machineArn(cloud(), 'partner-onboarding'),
        name: executionArn.split(':').at(-1),
        status,
        startDate: cloud().clock.now(),
        input: JSON.stringify({ partner: partnerId }),
        redriveCount,
      },
    });

  test('is taken again by an execution that is redriven, and is its own until it ends', async () => {
    const cast = await admittedPartner(cloud(), 'lock-again');
    const first = await start(cloud(), 'lock-again', { partner: cast.domain });
    await stop(first);
    expect(await lockOf(cast)).not.toHaveProperty('executionId');
    await redrive(first);
    expect(await lockOf(cast)).toMatchObject({ executionId: first, begun: 1 });
    expect(await timelineOf(cast)).toContain('Workflow partner-onboarding was redriven and goes on.');

    const twin = await start(cloud(), 'lock-again-twin', { partner: cast.domain });
    expect(await describeExecution(cloud(), twin)).toMatchObject({ status: 'FAILED', error: 'InvalidInput' });
    expect(await lockOf(cast)).toMatchObject({ executionId: first });

    await stop(first);
    expect(await lockOf(cast)).not.toHaveProperty('executionId');
    await redrive(first);
    await happened(cloud(), cast, ...EVERYTHING);
    expect(await describeExecution(cloud(), first)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    expect(await lockOf(cast)).toMatchObject({ finished: true });
  });

  test('stays with the execution that took it meanwhile, and the timeline says that two run', async () => {
    const cast = await admittedPartner(cloud(), 'lock-lost');
    const first = await start(cloud(), 'lock-lost', { partner: cast.domain });
    await stop(first);
    const second = await start(cloud(), 'lock-lost-second', { partner: cast.domain });
    await redrive(first);
    expect(await lockOf(cast)).toMatchObject({ executionId: second });
    expect(await timelineOf(cast)).toContainEqual(expect.stringContaining('stop one of the two'));
    await stop(first);
    expect(await lockOf(cast)).toMatchObject({ executionId: second });
  });

  test('is not taken by a redrive that had ended when its notice came', async () => {
    const cast = await admittedPartner(cloud(), 'lock-late');
    const first = await start(cloud(), 'lock-late', { partner: cast.domain });
    await tell(first, cast, 'ABORTED', 0);
    await tell(first, cast, 'ABORTED', 1);
    await tell(first, cast, 'RUNNING', 1);
    expect(await lockOf(cast)).not.toHaveProperty('executionId');
    await tell(first, cast, 'RUNNING', 2);
    expect(await lockOf(cast)).toMatchObject({ executionId: first });
  });

  test('is not given back by a notice that is older than the redrive', async () => {
    const cast = await admittedPartner(cloud(), 'lock-old');
    const first = await start(cloud(), 'lock-old', { partner: cast.domain });
    await tell(first, cast, 'RUNNING', 1);
    await tell(first, cast, 'FAILED', 0);
    expect(await lockOf(cast)).toMatchObject({ executionId: first });
    await tell(first, cast, 'FAILED', 1);
    expect(await lockOf(cast)).not.toHaveProperty('executionId');
  });

  test('a first start is no redrive: it says nothing on the timeline', async () => {
    const cast = await admittedPartner(cloud(), 'lock-first');
    const first = await start(cloud(), 'lock-first', { partner: cast.domain });
    await tell(first, cast, 'RUNNING', 0);
    expect((await timelineOf(cast)).filter((text) => text.includes('redriven'))).toEqual([]);
  });
});
