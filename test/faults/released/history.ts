import { type HistoryEvent, paginateGetExecutionHistory } from '@aws-sdk/client-sfn';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { allStates } from '../../../scripts/pictures/definition.ts';
import { definitionOf } from '../../workflows/states.ts';
import { sfnOf } from '../onboarding.ts';
import type { DoneState } from './recording.ts';

export const historyOf = async (cloud: Cloud, executionArn: string): Promise<HistoryEvent[]> => {
  const all: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client: sfnOf(cloud) }, { executionArn }))
    all.push(...(page.events ?? []));
  return all;
};

export const parsed = (text: string | undefined): unknown => JSON.parse(text ?? 'null');

/** What each state gave that is over; undefined when one was entered twice: another moment, or case, is to be recorded. */
export const doneStates = (
  history: readonly HistoryEvent[],
  inMaps: ReadonlySet<string>,
): Record<string, DoneState> | undefined => {
  const done: Record<string, DoneState> = {};
  for (const { id, stateExitedEventDetails: exit } of history) {
    if (!exit?.name || inMaps.has(exit.name)) continue;
    if (done[exit.name]) return undefined;
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

export const statesInMaps = (workflow: string): ReadonlySet<string> =>
  new Set(
    allStates(definitionOf(workflow)).flatMap(([, { ItemProcessor }]) =>
      ItemProcessor ? allStates(ItemProcessor).map(([name]) => name) : [],
    ),
  );

/** What the execution has entered and not left. */
export const restingIn = (history: readonly HistoryEvent[]): readonly string[] => {
  const open: string[] = [];
  for (const { stateEnteredEventDetails: into, stateExitedEventDetails: out } of history) {
    if (into?.name) open.push(into.name);
    if (out?.name) open.splice(open.indexOf(out.name), 1);
  }
  return open;
};
