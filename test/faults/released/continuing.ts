import type { Cloud } from '../../../infra/local/cloud.ts';
import { pascal } from '../../../infra/names.ts';
import { loadRooms } from '../../../infra/rooms/index.ts';
import { machineArn } from '../onboarding.ts';
import { type DoneState, WORKFLOWS } from './recording.ts';

type State = Record<string, unknown> & { Type: string };
interface Region {
  StartAt: string;
  States: Record<string, State>;
}

/** Names of steps and workflows -> what they are called in this cloud. A released definition needs all that it names. */
const filled = async (text: string, cloud: Cloud): Promise<string> => {
  const steps = Object.entries(await loadRooms()).flatMap(([room, manifest]) =>
    Object.entries(manifest)
      .filter(([, spec]) => spec.step)
      .map(([handler]) => [
        `${pascal(room)}${pascal(handler)}`,
        `arn:aws:lambda:${cloud.region}:${cloud.account}:function:tandem-local-${room}-${handler}:live`,
      ]),
  );
  const machines = WORKFLOWS.map((name) => [`Workflow${pascal(name)}`, machineArn(cloud, name)]);
  const known = new Map<string | undefined, string | undefined>([...steps, ...machines].map(([a, b]) => [a, b]));
  return text.replaceAll(/\$\{([A-Za-z0-9]+)\}/g, (_, name: string) => {
    const found = known.get(name);
    if (!found) throw new Error(`A released definition invokes ${name}, which is no step and no workflow any more.`);
    return found;
  });
};

/** The same definition, before it a chain of states that give at once what those gave that were over. */
const resumed = ({ StartAt, States }: Region, done: Readonly<Record<string, DoneState>>): Region => {
  const start = recorded(done[`${StartAt} #1`] ? `${StartAt} #1` : StartAt, done);
  const own = Object.entries(States).map(([name, state]): [string, State] => {
    if (!Array.isArray(state.Branches)) return [name, state];
    return [name, { ...state, Branches: state.Branches.map((one: Region) => resumed(one, done)) }];
  });
  const chain = Object.entries(done)
    .filter(([name]) => States[name.replace(/ #\d+$/, '')])
    .map(([name, was]): [string, State] => [recorded(name, done), given(was, done)]);
  return { StartAt: start, States: reachable(start, Object.fromEntries([...chain, ...own])) };
};

const recorded = (name: string, done: Readonly<Record<string, DoneState>>): string =>
  done[name] ? `${name} (recorded)` : name;

const given = ({ next, output, assign }: DoneState, done: Readonly<Record<string, DoneState>>): State => ({
  Type: 'Pass',
  Output: output,
  ...(assign ? { Assign: assign } : {}),
  ...(next ? { Next: recorded(next, done) } : { End: true }),
});

/** Step Functions refuses a definition with states that nothing leads to. */
const reachable = (start: string, states: Record<string, State>): Record<string, State> => {
  const found = new Set([start]);
  for (const name of found) {
    const { Branches: _, ItemProcessor: __, ...own }: Partial<State> = states[name] ?? {};
    for (const [, target] of JSON.stringify(own).matchAll(/"(?:Next|Default)":"([^"]+)"/g)) found.add(target ?? '');
  }
  return Object.fromEntries(Object.entries(states).filter(([name]) => found.has(name)));
};

/** A released definition that begins where the recording stood. */
export const continuing = async (
  text: string,
  done: Readonly<Record<string, DoneState>>,
  cloud: Cloud,
): Promise<string> => {
  const machine = JSON.parse(await filled(text, cloud));
  return JSON.stringify({ ...machine, ...resumed(machine, done) });
};
