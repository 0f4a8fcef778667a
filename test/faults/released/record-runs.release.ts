import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../../support/cloud.ts';
import { withoutSchedules } from '../../workflows/play.ts';
import { doneStates, historyOf, restingIn, statesInMaps } from './history.ts';
import { currentText, fileOf, releasedTexts, restingPlaces, runRecordingFile } from './recording.ts';
import { everything } from './runs.ts';
import { runWorlds } from './worlds.ts';

const DAY_MS = 86_400_000;
const chosen = (process.env.TANDEM_RELEASE ?? '').split(' ');
const moments = Object.entries(runWorlds).flatMap(([workflow, world]) =>
  chosen.includes(workflow) ? world.moments.map((moment) => ({ workflow, world, moment, name: moment.name })) : [],
);

/** Run by "npm run release": a run in each state that it can rest in. */
describe.skipIf(moments.length === 0).each(moments)('$workflow, $name', ({ workflow, world, moment, name }) => {
  const cloud = withCloud({ assembly: withoutSchedules(), dynamodb: 'memory' });
  let run: Awaited<ReturnType<typeof world.begins>>;
  beforeAll(async () => {
    cloud().faults = ({ role }) =>
      moment.breaks && role.includes(moment.breaks)
        ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
        : undefined;
    run = await world.begins(cloud());
    for (const deed of moment.before) await world.deeds[deed]?.(cloud());
    if (moment.days) await cloud().clock.moveTo(cloud().clock.now() + moment.days * DAY_MS);
    await cloud().settle();
  });

  test('is recorded', async () => {
    const history = await historyOf(cloud(), run.executionArn);
    const restsIn = restingIn(history).filter((state) => restingPlaces(currentText(workflow)).alone.includes(state));
    expect(restsIn).toHaveLength(1);
    const recording = runRecordingFile.parse({
      case: name,
      restsIn,
      stopped: new Date(cloud().clock.now()).toISOString(),
      input: run.input,
      done: doneStates(history, statesInMaps(workflow)),
      program: await everything(cloud(), 'program'),
      ledger: await everything(cloud(), 'ledger'),
      world: [...moment.after],
      ends: world.ends,
    });
    const version = Math.max(...releasedTexts(workflow).keys());
    const file = `workflows/${workflow}/released/${fileOf(version, name, restsIn)}.json`;
    writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
  });
});
