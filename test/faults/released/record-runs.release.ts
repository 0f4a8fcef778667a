import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { aPartner, earn, opsCookie, runArn } from '../../payouts/world.ts';
import { withCloud } from '../../support/cloud.ts';
import { withoutSchedules } from '../../workflows/play.ts';
import { doneStates, historyOf, restingIn, statesInMaps } from './history.ts';
import { currentText, fileOf, releasedTexts, restingPlaces, runRecordingFile } from './recording.ts';
import { deeds, everything } from './runs.ts';

const WORKFLOW = 'payout-run';
const chosen = (process.env.TANDEM_RELEASE ?? '').split(' ').includes(WORKFLOW);
const input = { period: '2027-03' };
const ends = { in: 'Report the payout', output: { outcome: 'settled', paid: 1, returned: 0 } };

/** How a run comes to rest, and what people do after that. */
const moments = [
  { name: 'waits-for-approval', breaks: '', before: [], after: ['approve', 'all paid'] },
  { name: 'waits-for-results', breaks: '', before: ['approve'], after: ['all paid'] },
  { name: 'waits-for-mending', breaks: 'MakeFiles', before: ['approve'], after: ['try again', 'all paid'] },
] as const;

/** Run by "npm run release": a payout run in each state that it can rest in. */
describe.skipIf(!chosen).each(moments)('payout-run, $name', ({ name, breaks, before, after }) => {
  const cloud = withCloud({ assembly: withoutSchedules(), dynamodb: 'memory' });
  let executionArn = '';
  beforeAll(async () => {
    const { partnerId } = await aPartner(cloud(), 'larch', { ops: await opsCookie(cloud()) });
    await earn(cloud(), partnerId, 10_000);
    cloud().faults = ({ role }) =>
      breaks && role.includes(breaks)
        ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
        : undefined;
    executionArn = await runArn(cloud(), input, 'payout-run-2027-03');
    for (const deed of before) await deeds[deed]?.(cloud());
  });

  test('is recorded', async () => {
    const history = await historyOf(cloud(), executionArn);
    const restsIn = restingIn(history).filter((state) => restingPlaces(currentText(WORKFLOW)).alone.includes(state));
    expect(restsIn).toHaveLength(1);
    const recording = runRecordingFile.parse({
      case: name,
      restsIn,
      stopped: new Date(cloud().clock.now()).toISOString(),
      input,
      done: doneStates(history, statesInMaps(WORKFLOW)),
      program: await everything(cloud(), 'program'),
      ledger: await everything(cloud(), 'ledger'),
      world: after,
      ends,
    });
    const version = Math.max(...releasedTexts(WORKFLOW).keys());
    const file = `workflows/${WORKFLOW}/released/${fileOf(version, name, restsIn)}.json`;
    writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
  });
});
