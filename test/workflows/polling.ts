import type { Machine, State } from '../../scripts/pictures/definition.ts';

/** What a state may be followed by: in its own order, after a time-out, after an error. */
const after = ({ Next, Default, Choices, Catch }: State): string[] =>
  [Next, Default, ...(Choices ?? []).map((one) => one.Next), ...(Catch ?? []).map((one) => one.Next)].filter(
    (next) => next !== undefined,
  );

const waitsForSomebody = ({ Resource }: State): boolean =>
  Resource?.endsWith('.waitForTaskToken') === true || Resource?.endsWith('.sync:2') === true;

/**
 * States that come round again without anybody having been waited for: a loop that asks "is it there yet?". Waiting by
 * `Wait` states is polling too, so they do not count.
 */
export const pollingStates = (definition: Machine): string[] => {
  const quick = Object.entries(definition.States).filter(([, state]) => !waitsForSomebody(state));
  const steps = new Map(quick.map(([name, state]) => [name, after(state)]));
  const comesRound = (start: string): boolean => {
    const seen = new Set<string>();
    const open = [...(steps.get(start) ?? [])];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name === start) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(...(steps.get(name) ?? []));
    }
    return false;
  };
  const inner = quick.flatMap(([, state]) => [
    ...(state.Branches ?? []),
    ...(state.ItemProcessor ? [state.ItemProcessor] : []),
  ]);
  return [...quick.map(([name]) => name).filter(comesRound), ...inner.flatMap(pollingStates)];
};

/** A history of this many events is a defect: AWS ends an execution at 25,000. */
export const TOO_LONG = 20_000;
