import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { MACHINE, registered } from '../../deals/deeds.ts';
import { pass } from '../../deals/world.ts';
import { withCloud } from '../../support/cloud.ts';
import { withoutSchedules } from '../../workflows/play.ts';
import { dealDeeds } from './deals.ts';
import { doneStates, historyOf, restingIn, statesInMaps } from './history.ts';
import { currentText, fileOf, releasedTexts, restingPlaces, runRecordingFile } from './recording.ts';
import { everything } from './runs.ts';

const WORKFLOW = 'deal-registration';
const HOUR_MS = 3_600_000;
const chosen = (process.env.TANDEM_RELEASE ?? '').split(' ').includes(WORKFLOW);
const won = { in: 'Report the win', output: { outcome: 'won' } };

/** How a deal comes to rest, and what happens after that. */
const moments = [
  {
    ...{ name: 'blocked', how: { uncertified: true }, before: [], hours: 0, after: ['a month passes'] },
    ends: { in: 'Report that it is over', output: { outcome: 'expired' } },
  },
  { name: 'to-decide', how: {}, before: [], hours: 0, after: ['approve the deal', 'win the deal'], ends: won },
  { name: 'reminded', how: {}, before: [], hours: 25, after: ['approve the deal', 'win the deal'], ends: won },
  {
    ...{ name: 'escalated', how: { direct: true }, before: [], hours: 49 },
    ...{ after: ['approve the deal', 'win the deal'], ends: won },
  },
  { name: 'exclusive', how: {}, before: ['approve the deal'], hours: 24, after: ['win the deal'], ends: won },
  {
    ...{ name: 'rejected', how: {}, before: ['reject the deal'], hours: 24, after: ['a month passes'] },
    ends: { in: 'Report the rejection', output: { outcome: 'rejected' } },
  },
  {
    ...{ name: 'to-mend', how: { broken: 'ChaseDeal' }, before: [], hours: 25 },
    ...{ after: ['let the deal try again', 'approve the deal', 'win the deal'], ends: won },
  },
] as const;

const takenOver = async (cloud: Cloud, deal: string): Promise<string> => {
  const machines = cloud.resources('AWS::StepFunctions::StateMachine');
  const input = JSON.stringify({ deal, takeOver: true });
  const body = {
    stateMachineArn: machines.find(({ ref }) => ref.endsWith(`-${WORKFLOW}`))?.ref,
    name: 'recorded',
    input,
  };
  const { executionArn } = (await cloud.engine.handle('StartExecution', body)) as { executionArn: string };
  await cloud.settle();
  return executionArn;
};

/** Run by "npm run release": a deal in each state that its execution can rest in. */
describe.skipIf(!chosen).each(moments)('deal-registration, $name', ({ name, how, before, hours, after, ends }) => {
  const cloud = withCloud({ assembly: withoutSchedules(), dynamodb: 'memory' });
  let dealId = '';
  let executionArn = '';
  beforeAll(async () => {
    ({ dealId } = await registered(cloud(), 'recorded', how));
    for (const deed of before) await dealDeeds[deed]?.(cloud());
    await pass(cloud(), hours * HOUR_MS);
    executionArn = `${MACHINE}:${WORKFLOW}-${dealId}`;
    // One that has gone round is taken over by another: of each state there is one passage.
    if (hours > 0 && name !== 'to-mend') executionArn = await takenOver(cloud(), dealId);
  });

  test('is recorded', async () => {
    const history = await historyOf(cloud(), executionArn);
    const restsIn = restingIn(history).filter((state) => restingPlaces(currentText(WORKFLOW)).alone.includes(state));
    expect(restsIn).toHaveLength(1);
    const recording = runRecordingFile.parse({
      case: name,
      restsIn,
      stopped: new Date(cloud().clock.now()).toISOString(),
      input: { deal: dealId },
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
