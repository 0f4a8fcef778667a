import { DescribeStateMachineCommand, StartExecutionCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { items } from '../support/people.ts';
import { act, type Playing } from '../workflows/acting.ts';
import { caseFile, offsetOf } from '../workflows/case.ts';
import { enter, setStage } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { DAY_MS, describeExecution, entered, machineArn, sfnOf } from './onboarding.ts';
import { continuing } from './released/continuing.ts';
import { currentText, meaningOf, type Released, readReleased, releasedTexts, WORKFLOWS } from './released/recording.ts';

test.each(WORKFLOWS)('the definition of %s is among its released ones (if not: npm run release)', (workflow) => {
  const released = [...releasedTexts(workflow).values()].map(meaningOf);
  expect(released).toContainEqual(meaningOf(currentText(workflow)));
});

test.each(WORKFLOWS)('each released definition of %s has a recorded execution', (workflow) => {
  const recorded = readReleased().filter((one) => one.workflow === workflow);
  for (const text of releasedTexts(workflow).values()) expect(recorded.map((one) => one.text)).toContain(text);
});

describe('An execution that was under way when its definition was replaced', () => {
  const all = readReleased();
  const start = all.map(({ recording }) => recording.stopped).sort()[0] ?? '';
  const cloud = withCloud({ assembly: withoutSchedules(), start });
  const arns = new Map<Released, string>();
  const waiting = new Map<Released, unknown[]>();

  /** Starts it where it stood, and gives the workflow its own definition back. */
  const begin = async (released: Released, { stage, cast }: Playing): Promise<void> => {
    const { workflow, text, recording } = released;
    const expected = { endsIn: '', stage: '', letters: [] };
    const partner = caseFile.parse({ story: '', partner: recording.partner, expect: expected });
    await enter(stage, cast, partner, recording.started);
    for (const Item of recording.items) await stage.table.send(new PutCommand({ TableName: stage.tableName, Item }));
    const stateMachineArn = machineArn(cloud(), workflow);
    const client = sfnOf(cloud());
    const { definition: own } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const definition = await continuing(text, recording.done, cloud());
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition, publish: false }));
    const input = JSON.stringify(recording.input);
    const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: own, publish: false }));
    await cloud().settle();
    arns.set(released, executionArn);
    const waits = await items(cloud(), `PARTNER#${cast.partnerId}`, 'WAIT#');
    waiting.set(
      released,
      waits.map(({ step, awaits }) => ({ step, awaits })),
    );
  };

  beforeAll(async () => {
    const stage = await setStage(cloud());
    const lines = all.flatMap((released) => {
      const { recording } = released;
      const playing: Playing = { stage, cast: recording.cast, broken: new Set() };
      const later = recording.world.map(({ at, do: done }) => ({
        ms: Date.parse(recording.started) + offsetOf(at),
        work: () => act(playing, done, arns.get(released) ?? ''),
      }));
      return [{ ms: Date.parse(recording.stopped), work: () => begin(released, playing) }, ...later];
    });
    for (const { ms, work } of lines.sort((a, b) => a.ms - b.ms)) {
      await cloud().clock.moveTo(ms);
      await work();
      await cloud().settle();
    }
    await cloud().clock.moveTo(cloud().clock.now() + 360 * DAY_MS);
    await cloud().settle();
  });

  test.each(all.map((released) => [released.title, released] as const))('%s goes on', async (_, released) => {
    const { waits, ends } = released.recording;
    expect(waiting.get(released)).not.toEqual([]);
    expect(waits).toEqual(expect.arrayContaining(waiting.get(released) ?? []));
    const executionArn = arns.get(released) ?? '';
    const went = await describeExecution(cloud(), executionArn);
    const states = await entered(cloud(), executionArn);
    expect(went).toMatchObject({ status: 'SUCCEEDED' });
    expect(states.at(-1)).toBe(ends.in);
    expect(states).not.toContain('Ask a person to mend it');
    if (ends.output) expect(JSON.parse(went.output ?? '')).toMatchObject(ends.output);
  });
});
