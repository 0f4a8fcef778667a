import { DescribeStateMachineCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { withoutSchedules } from '../workflows/play.ts';
import {
  admittedPartner,
  describeExecution,
  EVERYTHING,
  entered,
  happened,
  lettersTo,
  machineArn,
  pass,
  sfnOf,
  start,
} from './onboarding.ts';

describe('A new definition on day 12 of an onboarding', () => {
  const cloud = withCloud({ assembly: withoutSchedules() });

  /** The onboarding with one more state at its end. */
  const deployNextVersion = async (): Promise<void> => {
    const stateMachineArn = machineArn(cloud(), 'partner-onboarding');
    const { definition } = await sfnOf(cloud()).send(new DescribeStateMachineCommand({ stateMachineArn }));
    const next = JSON.parse(definition ?? '');
    const { End: _, ...last } = next.States['Send the result'];
    next.States['Send the result'] = { ...last, Next: 'Say which version' };
    next.States['Say which version'] = {
      Type: 'Succeed',
      Output: { outcome: '{% $states.input.outcome %}', version: 2 },
    };
    await sfnOf(cloud()).send(
      new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(next), publish: false }),
    );
  };

  test('leaves the one that runs on its own definition; the next partner gets the new one', async () => {
    const early = await admittedPartner(cloud(), 'before-the-change');
    const running = await start(cloud(), 'before-the-change', { partner: early.domain });
    await happened(cloud(), early, 'signed-in', 'agreement-accepted');
    await pass(cloud(), 12);
    await deployNextVersion();

    const late = await admittedPartner(cloud(), 'after-the-change');
    const begun = await start(cloud(), 'after-the-change', { partner: late.domain });
    await happened(cloud(), late, ...EVERYTHING);
    await pass(cloud(), 3);
    await happened(cloud(), early, 'sales-certified', 'first-call-recorded', 'activity-recorded');

    const old = await describeExecution(cloud(), running);
    expect(JSON.parse(old.output ?? '')).toMatchObject({ outcome: 'onboarded', missing: [] });
    expect((await entered(cloud(), running)).at(-1)).toBe('Send the result');
    const fresh = await describeExecution(cloud(), begun);
    expect(JSON.parse(fresh.output ?? '')).toEqual({ outcome: 'onboarded', version: 2 });
    expect((await entered(cloud(), begun)).at(-1)).toBe('Say which version');
    const subjects = await lettersTo(cloud(), early);
    expect(subjects).toEqual(expect.arrayContaining(await lettersTo(cloud(), late)));
    expect(subjects).toEqual([...new Set(subjects)]);
  });
});
