import type { Machine, State } from './definition.ts';

export type Kind = 'step' | 'wait' | 'choice' | 'child' | 'group' | 'good' | 'bad' | 'start';
export interface Node {
  readonly id: string;
  readonly kind: Kind;
  /** Empty for the start. */
  readonly title: string;
  /** What a group holds, side by side. */
  readonly inside?: readonly Graph[];
}
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'next' | 'time' | 'error';
  readonly label?: string;
}
export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

const START = '(start)';
/** Errors that lead to the same place from nearly every state: said once below the picture, not drawn. */
const COMMON = new Set(['States.ALL', 'JourneyStopped']);

/** The picture of a definition: states, the ways between them, and what time-outs and errors lead to. */
export const graphOf = ({ StartAt, States }: Machine): Graph => {
  const edges = [
    { from: START, to: StartAt, kind: 'next' as const },
    ...Object.entries(States).flatMap(([name, state]) => edgesOf(name, state)),
  ];
  const drawn = reachable(StartAt, edges);
  const nodes = Object.entries(States)
    .filter(([name]) => drawn.has(name))
    .map(([name, state]) => nodeOf(name, state));
  return {
    nodes: [{ id: START, kind: 'start', title: '' }, ...nodes],
    edges: once(edges.filter((edge) => edge.from === START || (drawn.has(edge.from) && drawn.has(edge.to)))),
  };
};

const nodeOf = (name: string, state: State): Node => {
  const inside = [...(state.Branches ?? []), ...(state.ItemProcessor ? [state.ItemProcessor] : [])].map(graphOf);
  return { id: name, kind: kindOf(state), title: name, ...(inside.length > 0 ? { inside } : {}) };
};

const kindOf = ({ Type, Resource }: State): Kind => {
  if (Type === 'Choice') return 'choice';
  if (Type === 'Succeed') return 'good';
  if (Type === 'Fail') return 'bad';
  if (Type === 'Parallel' || Type === 'Map') return 'group';
  if (Resource?.endsWith('.waitForTaskToken')) return 'wait';
  return Resource?.includes('startExecution') ? 'child' : 'step';
};

const edgesOf = (from: string, { Next, Default, Choices, Catch }: State): Edge[] => [
  ...(Next ? [{ from, to: Next, kind: 'next' as const }] : []),
  ...(Choices ?? []).map(({ Next: to }) => ({ from, to, kind: 'next' as const })),
  ...(Default ? [{ from, to: Default, kind: 'next' as const }] : []),
  ...(Catch ?? [])
    .filter(({ ErrorEquals }) => !ErrorEquals.every((error) => COMMON.has(error)))
    .map(({ ErrorEquals, Next: to }) =>
      ErrorEquals.includes('States.Timeout')
        ? { from, to, kind: 'time' as const }
        : { from, to, kind: 'error' as const, label: ErrorEquals.join(', ') },
    ),
];

/** Of two ways between the same states one line is drawn: the plain one, unless only time leads there. */
const once = (edges: readonly Edge[]): Edge[] => {
  const seen = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.from}\n${edge.to}`;
    const other = seen.get(key);
    if (!other || (other.kind !== 'next' && edge.kind === 'next')) seen.set(key, edge);
  }
  return [...seen.values()];
};

const reachable = (start: string, edges: readonly Edge[]): ReadonlySet<string> => {
  const found = new Set([start]);
  for (const name of found) for (const edge of edges) if (edge.from === name) found.add(edge.to);
  return found;
};
