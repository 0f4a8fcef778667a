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
import {
  aboutPartners,
  currentText,
  meaningOf,
  type Released,
  readReleased,
  releasedTexts,
  restingPlaces,
  WORKFLOWS,
} from './released/recording.ts';

test.each(WORKFLOWS)('the definition of %s is among its released ones (if not: npm run release)', (workflow) => {
  const released = [...releasedTexts(workflow).values()].map(meaningOf);
  expect(released).toContainEqual(meaningOf(currentText(workflow)));
});

const all = readReleased();
const versions = WORKFLOWS.filter(aboutPartners).flatMap((workflow) =>
  [...releasedTexts(workflow)].map(([version, text]) => ({ workflow, version, text, ...restingPlaces(text) })),
);
const MENDING = 'Ask a person to mend it';

test.each(versions)('$workflow $version: of each state that it can rest in there is a recording', (one) => {
  const recorded = all
    .filter(({ workflow, version }) => workflow === one.workflow && version === one.version)
    .flatMap(({ recording }) => recording.restsIn);
  expect(one.alone.filter((name) => !recorded.includes(name))).toEqual([]);
});

describe('An execution that was under way when its definition was replaced', () => {
  const start = all.map(({ recording }) => recording.stopped).sort()[0] ?? '';
  const cloud = withCloud({ assembly: withoutSchedules(), dynamodb: 'memory', start });
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
    const { waits, ends, restsIn } = released.recording;
    expect(waiting.get(released)).not.toEqual([]);
    expect(waits).toEqual(expect.arrayContaining(waiting.get(released) ?? []));
    const executionArn = arns.get(released) ?? '';
    const went = await describeExecution(cloud(), executionArn);
    const states = await entered(cloud(), executionArn);
    expect(went).toMatchObject({ status: 'SUCCEEDED' });
    expect(states.at(-1)).toBe(ends.in);
    for (const name of restsIn) expect(states).toContain(name);
    if (!restsIn.includes(MENDING)) expect(states).not.toContain(MENDING);
    if (ends.output) expect(JSON.parse(went.output ?? '')).toMatchObject(ends.output);
  });

  test.each(versions)('$workflow $version: each state inside a Map that it can rest in is passed', async (one) => {
    const passed = new Set<string>();
    for (const released of all) {
      if (released.workflow !== one.workflow || released.version !== one.version) continue;
      for (const name of await entered(cloud(), arns.get(released) ?? '')) passed.add(name);
    }
    expect(one.inMaps.filter((name) => !passed.has(name))).toEqual([]);
  });
});
