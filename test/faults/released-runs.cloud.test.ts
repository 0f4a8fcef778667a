import { DescribeStateMachineCommand, StartExecutionCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { describeExecution, entered, machineArn, sfnOf } from './onboarding.ts';
import { continuing } from './released/continuing.ts';
import { dealDeeds } from './released/deals.ts';
import { aboutPartners, readRunRecordings, releasedTexts, restingPlaces, WORKFLOWS } from './released/recording.ts';
import { everything, putAll } from './released/runs.ts';
import { runWorlds } from './released/worlds.ts';

const all = readRunRecordings();
const versions = WORKFLOWS.filter((workflow) => !aboutPartners(workflow)).flatMap((workflow) =>
  [...releasedTexts(workflow)].map(([version, text]) => ({ workflow, version, ...restingPlaces(text) })),
);

test.each(versions)('$workflow $version: of each state that it can rest in there is a recording', (one) => {
  const recorded = all
    .filter(({ workflow, version }) => workflow === one.workflow && version === one.version)
    .flatMap(({ recording }) => recording.restsIn);
  expect(one.alone.filter((name) => !recorded.includes(name))).toEqual([]);
});

describe.each(all)('$title, a run of the program under way when its definition was replaced', (released) => {
  const { workflow, text, recording } = released;
  const cloud = withCloud({ assembly: withoutSchedules(), dynamodb: 'memory', start: recording.stopped });

  test('goes on to its end', async () => {
    await putAll(cloud(), 'program', recording.program);
    await putAll(cloud(), 'ledger', recording.ledger);
    const stateMachineArn = machineArn(cloud(), workflow);
    const client = sfnOf(cloud());
    const { definition: own } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const definition = await continuing(text, recording.done, cloud());
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition, publish: false }));
    const input = JSON.stringify(recording.input);
    const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: own, publish: false }));
    await cloud().settle();
    // The run belongs to the execution that goes on with it.
    const runs = (await everything(cloud(), 'program')).filter(({ type }) => type === runWorlds[workflow]?.kept);
    await putAll(
      cloud(),
      'program',
      runs.map((run) => ({ ...run, executionId: executionArn })),
    );
    const deeds = runWorlds[workflow]?.deeds ?? dealDeeds;
    for (const deed of recording.world) await deeds[deed]?.(cloud());
    const went = await describeExecution(cloud(), executionArn);
    expect(went).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse(went.output ?? '')).toMatchObject(recording.ends.output);
    const states = await entered(cloud(), executionArn);
    expect(states.at(-1)).toBe(recording.ends.in);
    for (const name of recording.restsIn) expect(states).toContain(name);
  });
});
