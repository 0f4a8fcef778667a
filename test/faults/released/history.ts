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

/** Entries of states outside Maps, by event: the name, and where a state was entered more than once, the how-manieth time. */
const visitsOf = (history: readonly HistoryEvent[], inMaps: ReadonlySet<string>): ReadonlyMap<number, string> => {
  const entries = history.flatMap(({ id, stateEnteredEventDetails: into }) =>
    into?.name && !inMaps.has(into.name) ? [{ id: Number(id), name: into.name }] : [],
  );
  const all = Map.groupBy(entries, ({ name }) => name);
  return new Map(
    entries.map(({ id, name }) => {
      const same = all.get(name) ?? [];
      return [id, same.length === 1 ? name : `${name} #${same.findIndex((one) => one.id === id) + 1}`];
    }),
  );
};

/** What each state gave that is over; one that was entered several times is told each time, as `<name> #<nth>`. */
export const doneStates = (
  history: readonly HistoryEvent[],
  inMaps: ReadonlySet<string>,
): Record<string, DoneState> => {
  const visits = visitsOf(history, inMaps);
  const open = [...visits].map(([id, visit]) => ({ id, visit, name: visit.replace(/ #\d+$/, '') }));
  const exits = history.flatMap((event) => {
    const name = event.stateExitedEventDetails?.name;
    const index = open.findIndex((one) => one.name === name);
    const [visit] = name && index >= 0 ? open.splice(index, 1) : [];
    return visit ? [{ event, visit: visit.visit }] : [];
  });
  const over = new Set(exits.map(({ visit }) => visit));
  const nextOf = (id: number | undefined): { next: string } | Record<string, never> => {
    const next = history.find((one) => one.previousEventId === id && one.stateEnteredEventDetails);
    const visit = visits.get(Number(next?.id));
    if (!next || visit === undefined) return {};
    return { next: over.has(visit) ? visit : (next.stateEnteredEventDetails?.name ?? '') };
  };
  return Object.fromEntries(
    exits.map(({ event: { id, stateExitedEventDetails: exit }, visit }) => {
      const assigned = Object.entries(exit?.assignedVariables ?? {}).map(([name, text]) => [name, parsed(text)]);
      const gave = { ...nextOf(id), output: parsed(exit?.output) };
      return [visit, { ...gave, ...(assigned.length > 0 ? { assign: Object.fromEntries(assigned) } : {}) }];
    }),
  );
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
