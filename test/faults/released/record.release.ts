import { mkdirSync, writeFileSync } from 'node:fs';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { keys } from '../../../functions/shared/keys.ts';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { START, withCloud } from '../../support/cloud.ts';
import { type CaseFile, offsetOf } from '../../workflows/case.ts';
import { setStage } from '../../workflows/partner.ts';
import { type Play, playAll, readCases, withoutSchedules } from '../../workflows/play.ts';
import { describeExecution } from '../onboarding.ts';
import { doneStates, historyOf, parsed, restingIn, statesInMaps } from './history.ts';
import { aboutPartners, currentText, fileOf, recordingFile, releasedTexts, restingPlaces } from './recording.ts';

const chosen = (process.env.TANDEM_RELEASE ?? '').split(' ').filter((one) => one && aboutPartners(one));

const itemsOf = async (cloud: Cloud, partnerId: string): Promise<Record<string, unknown>[]> => {
  const { table, tableName } = await setStage(cloud);
  const { PK } = keys.partner(partnerId);
  const { Items } = await table.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': PK },
    }),
  );
  return Items ?? [];
};

const LAST_DAY = 366;
/** Of a case that ends well, while nothing is broken any more, and of which everything lies in the table. */
const fits = ({ expect: { status }, world }: CaseFile, now: number): boolean =>
  status === 'SUCCEEDED' &&
  !world.some(({ do: done }) => 'bounce' in done) &&
  !world.some(({ at, do: done }) => offsetOf(at) > now && ('broken' in done || 'start' in done || 'abort' in done));

/** Run by "npm run release": plays all cases of a workflow, and writes down how one stood in each state it can rest in. */
describe.each(chosen)('%s', (workflow) => {
  const cloud = withCloud({ assembly: withoutSchedules(), dynamodb: 'memory' });
  const folder = `workflows/${workflow}/released`;
  const version = Math.max(...releasedTexts(workflow).keys());
  const { alone } = restingPlaces(currentText(workflow));
  const inMaps = statesInMaps(workflow);
  const recorded = new Set<string>();

  const write = async ({ name, played, cast }: Play, executionArn: string): Promise<void> => {
    const offset = cloud().clock.now() - Date.parse(START);
    const { status, input } = await describeExecution(cloud(), executionArn);
    if (status !== 'RUNNING' || !fits(played, offset)) return;
    const history = await historyOf(cloud(), executionArn);
    const restsIn = restingIn(history).filter((state) => alone.includes(state));
    const done = doneStates(history, inMaps);
    if (restsIn.every((state) => recorded.has(state))) return;
    for (const state of restsIn) recorded.add(state);
    const items = await itemsOf(cloud(), cast.partnerId);
    const recording = recordingFile.parse({
      case: name,
      restsIn,
      started: START,
      stopped: new Date(cloud().clock.now()).toISOString(),
      cast,
      partner: played.partner,
      input: parsed(input),
      done,
      items: items.filter(({ type }) => !['LOCK', 'WAIT', 'TIMELINE'].includes(String(type))),
      waits: items.filter(({ type }) => type === 'WAIT').map(({ step, awaits }) => ({ step, awaits })),
      world: played.world.filter(({ at }) => offsetOf(at) > offset),
      ends: { in: played.expect.endsIn, ...(played.expect.output ? { output: played.expect.output } : {}) },
    });
    writeFileSync(`${folder}/${fileOf(version, name, restsIn)}.json`, `${JSON.stringify(recording, null, 2)}\n`);
  };

  test('is recorded in every state that it can rest in', async () => {
    mkdirSync(folder, { recursive: true });
    const look = async (play: Play, executionArn: string): Promise<void> => {
      if (recorded.size < alone.length) await write(play, executionArn);
    };
    await playAll(cloud(), workflow, readCases(workflow), LAST_DAY, look);
    expect([...recorded].sort()).toEqual([...alone].sort());
  }, 600_000);
});
