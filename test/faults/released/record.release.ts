import { mkdirSync, writeFileSync } from 'node:fs';
import { type HistoryEvent, paginateGetExecutionHistory } from '@aws-sdk/client-sfn';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { keys } from '../../../functions/shared/keys.ts';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { allStates } from '../../../scripts/pictures/definition.ts';
import { START, withCloud } from '../../support/cloud.ts';
import { offsetOf } from '../../workflows/case.ts';
import { castOf, setStage } from '../../workflows/partner.ts';
import { playAll, readCases, withoutSchedules } from '../../workflows/play.ts';
import { definitionOf } from '../../workflows/states.ts';
import { DAY_MS, describeExecution, sfnOf } from '../onboarding.ts';
import { type DoneState, MIDDLES, recordingFile, releasedTexts } from './recording.ts';

const chosen = (process.env.TANDEM_RELEASE ?? '').split(' ');

const historyOf = async (cloud: Cloud, executionArn: string): Promise<HistoryEvent[]> => {
  const all: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client: sfnOf(cloud) }, { executionArn }))
    all.push(...(page.events ?? []));
  return all;
};

const parsed = (text: string | undefined): unknown => JSON.parse(text ?? 'null');

/** What each state gave that is over. Throws when one was entered twice: record another moment, or another case. */
const doneStates = (history: readonly HistoryEvent[], inMaps: ReadonlySet<string>): Record<string, DoneState> => {
  const done: Record<string, DoneState> = {};
  for (const { id, stateExitedEventDetails: exit } of history) {
    if (!exit?.name || inMaps.has(exit.name)) continue;
    if (done[exit.name]) throw new Error(`"${exit.name}" was entered twice.`);
    const next = history.find((one) => one.previousEventId === id && one.stateEnteredEventDetails);
    const assigned = Object.entries(exit.assignedVariables ?? {}).map(([name, text]) => [name, parsed(text)]);
    done[exit.name] = {
      ...(next ? { next: next.stateEnteredEventDetails?.name } : {}),
      output: parsed(exit.output),
      ...(assigned.length > 0 ? { assign: Object.fromEntries(assigned) } : {}),
    };
  }
  return done;
};

const statesInMaps = (workflow: string): ReadonlySet<string> =>
  new Set(
    allStates(definitionOf(workflow)).flatMap(([, { ItemProcessor }]) =>
      ItemProcessor ? allStates(ItemProcessor).map(([name]) => name) : [],
    ),
  );

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

/** Run by "npm run release": plays a case of a workflow to its middle and writes down how it stood. */
describe.each(MIDDLES.filter(({ workflow }) => chosen.includes(workflow)))('$workflow: $name', (middle) => {
  const { workflow, name, stop } = middle;
  const cloud = withCloud({ assembly: withoutSchedules() });

  test(`is recorded at ${stop}`, async () => {
    const played = new Map(readCases(workflow)).get(name);
    if (!played) throw new Error(`There is no case ${name} any more: choose another in MIDDLES.`);
    const world = played.world.filter(({ at }) => offsetOf(at) < offsetOf(stop));
    const went = await playAll(cloud(), workflow, [[name, { ...played, world }]], offsetOf(stop) / DAY_MS);
    const { executionArn = '', status } = went.get(name) ?? {};
    expect(status).toBe('RUNNING');
    const cast = castOf(name);
    const items = await itemsOf(cloud(), cast.partnerId);
    const recording = recordingFile.parse({
      case: name,
      started: START,
      stopped: new Date(cloud().clock.now()).toISOString(),
      cast,
      partner: played.partner,
      input: parsed((await describeExecution(cloud(), executionArn)).input),
      done: doneStates(await historyOf(cloud(), executionArn), statesInMaps(workflow)),
      items: items.filter(({ type }) => !['LOCK', 'WAIT', 'TIMELINE'].includes(String(type))),
      waits: items.filter(({ type }) => type === 'WAIT').map(({ step, awaits }) => ({ step, awaits })),
      world: played.world.filter(({ at }) => offsetOf(at) >= offsetOf(stop)),
      ends: { in: played.expect.endsIn, ...(played.expect.output ? { output: played.expect.output } : {}) },
    });
    const version = Math.max(...releasedTexts(workflow).keys());
    mkdirSync(`workflows/${workflow}/released`, { recursive: true });
    writeFileSync(`workflows/${workflow}/released/${version}.${name}.json`, `${JSON.stringify(recording, null, 2)}\n`);
  });
});
