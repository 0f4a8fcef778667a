import { describe, expect, test } from 'vitest';
import { factRecorded } from '../../functions/shared/event.ts';
import type { Faults } from '../../infra/local/door/faults.ts';
import { withCloud } from '../support/cloud.ts';
import { item, items, join, subjectsTo } from '../support/people.ts';
import { announce } from '../workflows/acting.ts';
import { setStage } from '../workflows/partner.ts';

describe('A crash between two lines', () => {
  const cloud = withCloud();

  /** The first such call of this function about this partner ends it, after the call was done or before. */
  const crashOnce = (
    name: string,
    action: string,
    when: 'before' | 'after',
    about: string,
  ): { happened: () => boolean } => {
    const { accessKeyId } = cloud().credentials(`tandem-local-${name}`);
    let happened = false;
    const faults: Faults = (call) => {
      if (happened || call.role !== accessKeyId || call.action !== action) return undefined;
      if (!Buffer.from(call.body).toString('utf8').includes(about)) return undefined;
      happened = true;
      return { kind: 'crash', when };
    };
    cloud().faults = faults;
    return { happened: () => happened };
  };
  const untilQuiet = () => cloud().clock.moveTo(cloud().clock.now() + 10 * 60_000);
  const lettersOf = async (name: string): Promise<readonly string[]> =>
    (await subjectsTo(cloud(), `ann@${name}.example`)).toSorted();

  test('in await-fact, after wait and letters were written: the step is tried again, no letter is sent twice', async () => {
    await join(cloud(), 'calm');
    const crash = crashOnce('tasks-await-fact', 'TransactWriteItems', 'after', 'onboarding/');
    const partnerId = await join(cloud(), 'crashed');
    await untilQuiet();
    expect(crash.happened()).toBe(true);
    expect((await lettersOf('crashed')).length).toBe((await lettersOf('calm')).length);
    expect(await items(cloud(), `PARTNER#${partnerId}`, 'WAIT#1#mend')).toEqual([]);
  });

  test('in settle-waits, after the fact was written: the event comes again, and the workflow is told', async () => {
    const partnerId = await join(cloud(), 'settled');
    const crash = crashOnce('tasks-settle-waits', 'PutItem', 'after', partnerId);
    await accept(partnerId);
    await untilQuiet();
    expect(crash.happened()).toBe(true);
    const waits = await items(cloud(), `PARTNER#${partnerId}`, 'WAIT#1#onboarding/sign');
    expect(waits).toEqual([]);
  });

  test('in move-stage, after the move was made: the repeat finds it made', async () => {
    const crash = crashOnce('partners-move-stage', 'TransactWriteItems', 'after', 'Evaluate');
    const partnerId = await join(cloud(), 'moved');
    await untilQuiet();
    expect(crash.happened()).toBe(true);
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toMatchObject({ stage: 'Activate', moves: 2 });
  });

  test('in start-lifecycle, before the profile was written: the event comes again, and the lifecycle starts', async () => {
    const crash = crashOnce('partners-start-lifecycle', 'TransactWriteItems', 'before', 'late-start');
    const partnerId = await join(cloud(), 'late-start');
    await untilQuiet();
    expect(crash.happened()).toBe(true);
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toMatchObject({ stage: 'Activate' });
  });

  const accept = async (partnerId: string): Promise<void> => {
    const at = new Date(cloud().clock.now()).toISOString();
    const fact = { partnerId, run: 1, fact: 'agreement-accepted', by: partnerId, occurredAt: at, recordedAt: at };
    await announce(await setStage(cloud()), factRecorded(fact));
    await cloud().settle();
  };
});
