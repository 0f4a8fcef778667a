import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { partnerStopped } from '../../functions/partners/contract.ts';
import { factRecorded } from '../../functions/shared/event.ts';
import { due, keys } from '../../functions/shared/keys.ts';
import { describeExecution } from '../faults/onboarding.ts';
import { withCloud } from '../support/cloud.ts';
import { items } from '../support/people.ts';
import { announce, certify, startExecution } from '../workflows/acting.ts';
import { type Cast, castOf, enter, type Stage, setStage } from '../workflows/partner.ts';
import { readCases, withoutSchedules } from '../workflows/play.ts';

const MINUTE_MS = 60_000;

describe('A wait', () => {
  const cloud = withCloud({ assembly: withoutSchedules() });
  const now = (): string => new Date(cloud().clock.now()).toISOString();
  const waitsOf = ({ partnerId }: Cast) => items(cloud(), `PARTNER#${partnerId}`, 'WAIT#');

  /** A partner as the case `like` has it, where its workflow begins. */
  const arrive = async (stage: Stage, workflow: string, like: string, name: string) => {
    const cast = castOf(name);
    const played = new Map(readCases(workflow)).get(like);
    if (!played) throw new Error(`There is no case ${like}.`);
    const { event, profile } = await enter(stage, cast, played, now());
    await certify({ stage, cast, broken: new Set() }, played.partner.certifiedForDays ?? 400);
    const begin = async (): Promise<string> => {
      if (workflow === 'partner-lifecycle') {
        await announce(stage, event);
        await cloud().settle();
        return executionOf(workflow, `${workflow}-${cast.partnerId}-1`);
      }
      const index = { GSI1PK: due.partnersInStage(profile.stage), GSI1SK: `${now()}#${cast.partnerId}` };
      const Item = { ...keys.partner(cast.partnerId), ...profile, ...index };
      await stage.table.send(new PutCommand({ TableName: stage.tableName, Item }));
      const started = await startExecution(stage, workflow, name, { partner: cast.domain });
      await cloud().settle();
      return started;
    };
    return { cast, begin };
  };
  const executionOf = (workflow: string, name: string): string => {
    const machine = cloud()
      .resources('AWS::StepFunctions::StateMachine')
      .find(({ ref }) => ref.endsWith(workflow));
    return `${machine?.ref.replace(':stateMachine:', ':execution:')}:${name}`;
  };
  const put = async ({ table, tableName }: Stage, { partnerId, personId }: Cast, fact: string, detail: object = {}) => {
    const Item = { type: 'FACT', partnerId, run: 1, fact, by: personId, at: now(), detail };
    await table.send(new PutCommand({ TableName: tableName, Item: { ...keys.fact(partnerId, 1, fact), ...Item } }));
  };
  const stop = (by: string) => ({ reason: 'withdrawn', by, note: 'We changed our plans.' }) as const;

  test.each([
    ['partner-lifecycle', 'silver-scored-by-the-manager'],
    ['partner-onboarding', 'nudged-and-done'],
    ['affiliate-onboarding', 'celebrated'],
    ['certification-renewal', 'renewed-before-any-reminder'],
  ])('of %s that opens after the partner has left ends at once', async (workflow, like) => {
    const stage = await setStage(cloud());
    const { cast, begin } = await arrive(stage, workflow, like, `left-${workflow}`);
    await put(stage, cast, 'stopped', stop(cast.personId));
    const went = await describeExecution(cloud(), await begin());
    expect(went.status).toBe('SUCCEEDED');
    expect(await waitsOf(cast)).toEqual([]);
  });

  test('for a certificate that was renewed before the reminder was planned ends at once', async () => {
    const stage = await setStage(cloud());
    const like = 'renewed-before-any-reminder';
    const { cast, begin } = await arrive(stage, 'certification-renewal', like, 'renewed-already');
    await put(stage, cast, `recertified:sales:2027-04-30:${cast.personId.toLowerCase()}`);
    const went = await describeExecution(cloud(), await begin());
    expect(JSON.parse(went.output ?? '')).toMatchObject({ outcome: 'renewed' });
    expect(await waitsOf(cast)).toEqual([]);
  });

  test('whose fact lands between writing it down and looking at the facts is told once, and forgotten', async () => {
    const stage = await setStage(cloud());
    const { cast, begin } = await arrive(stage, 'partner-onboarding', 'nudged-and-done', 'between');
    const { accessKeyId } = cloud().credentials('tandem-local-tasks-await-fact');
    let landed: Promise<unknown> | undefined;
    // The wait is written, its answer is slow, and meanwhile the fact is: nobody announced it yet.
    cloud().faults = ({ role, action, body }) => {
      if (landed || role !== accessKeyId || action !== 'TransactWriteItems') return undefined;
      if (!Buffer.from(body).includes(cast.partnerId)) return undefined;
      landed = put(stage, cast, 'signed-in');
      return { kind: 'slow', ms: 1_000 };
    };
    const executionArn = await begin();
    await cloud().clock.moveTo(cloud().clock.now() + MINUTE_MS);
    cloud().faults = undefined;
    await landed;
    const waits = await waitsOf(cast);
    expect(waits.flatMap(({ awaits }) => awaits)).not.toContain('signed-in');
    expect((await describeExecution(cloud(), executionArn)).status).toBe('RUNNING');
    const at = now();
    const fact = { partnerId: cast.partnerId, run: 1, fact: 'signed-in', by: cast.personId };
    await announce(stage, factRecorded({ ...fact, occurredAt: at, recordedAt: at }));
    await cloud().settle();
    expect(await waitsOf(cast)).toEqual(waits);
  });

  test('that a stop has ended is not ended again when the stop is told twice: the first reason stands', async () => {
    const stage = await setStage(cloud());
    const { cast, begin } = await arrive(stage, 'partner-onboarding', 'nudged-and-done', 'told-twice');
    const executionArn = await begin();
    expect(await waitsOf(cast)).not.toEqual([]);
    const told = { ...stop(cast.personId), partnerId: cast.partnerId, run: 1, at: now() };
    const event = partnerStopped(told);
    for (const note of [told.note, 'Another reason.']) {
      const detail = { ...event, data: { ...stop(cast.personId), note } };
      await cloud().invoke('tandem-local-tasks-stop-waits', { detail });
    }
    await cloud().settle();
    const went = await describeExecution(cloud(), executionArn);
    expect(went.status).toBe('SUCCEEDED');
    expect(await items(cloud(), `PARTNER#${cast.partnerId}`, 'FACT#1#stopped')).toMatchObject([
      { detail: { note: told.note } },
    ]);
  });
});
