import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as z from 'zod';
import { BEGINS, moves, stateWords } from '../../functions/deals/moves.ts';
import { because, transitions } from '../../functions/partners/lifecycle.ts';
import { endsOf, type Machine, machine } from '../pictures/definition.ts';
import { type Edge, type Graph, graphOf, type Node } from '../pictures/graph.ts';
import { svgOf } from '../pictures/svg.ts';

/** What every kind of case says of its end. */
const anyCase = z.looseObject({ expect: z.looseObject({ endsIn: z.string() }) });

/** Pictures of the workflows and of the stages, and the parts of READMEs that follow from definitions and cases. */
export const files = async (): Promise<Readonly<Record<string, string>>> => {
  const definitions = globSync('workflows/*/*.asl.json').sort();
  const workflows = definitions.flatMap((path) => {
    const name = basename(path, '.asl.json');
    const definition = machine.parse(JSON.parse(readFileSync(path, 'utf8')));
    const readme = `${dirname(path)}/README.md`;
    return [
      [`${dirname(path)}/${name}.svg`, svgOf(graphOf(definition), name)],
      ...filled(readme, 'ends', endsTable(definition, dirname(path))),
    ];
  });
  return Object.fromEntries([
    ...workflows,
    ['functions/partners/stages.svg', svgOf(stages(), 'The stages of a partner', false)],
    ...filled('functions/partners/README.md', 'moves', movesTable()),
    ['functions/deals/states.svg', svgOf(dealStates(), 'The states of a deal', false)],
    ...filled('functions/deals/README.md', 'moves', dealMovesTable()),
  ]);
};

/** A README with the part between `<!-- generated: name -->` and `<!-- end -->` made anew. */
const filled = (path: string, name: string, text: string): [string, string][] => {
  if (!existsSync(path)) return [];
  const part = new RegExp(`(<!-- generated: ${name} -->)[\\s\\S]*?(<!-- end -->)`);
  return [[path, readFileSync(path, 'utf8').replace(part, (_, begin, end) => `${begin}\n${text}\n${end}`)]];
};

const endsTable = (definition: Machine, folder: string): string => {
  const cases = globSync(`${folder}/cases/*.json`)
    .sort()
    .map((path) => ({ name: basename(path, '.json'), ...anyCase.parse(JSON.parse(readFileSync(path, 'utf8'))) }));
  const rows = endsOf(definition).map(([name, state]) => {
    const shown = cases.filter((one) => one.expect.endsIn === name).map((one) => one.name.replaceAll('-', ' '));
    const how = state.Type === 'Fail' ? `fails: \`${state.Error}\`` : 'succeeds';
    return `| ${name} | ${how} | ${firstSentence(state.Comment ?? '')} | ${shown.join(' · ')} |`;
  });
  return ['| last state | execution | meaning | cases |', '|---|---|---|---|', ...rows].join('\n');
};

const firstSentence = (comment: string): string => comment.replace(/ Retries wait at most.*$/, '');

const movesTable = (): string => {
  const rows = Object.entries(transitions).map(
    ([from, to]) =>
      `| ${from} | ${to.map((one) => `${one}${because[`${from} ${one}`] ? ` (${because[`${from} ${one}`]})` : ''}`).join(', ')} |`,
  );
  return ['| from | to |', '|---|---|', ...rows].join('\n');
};

/** One node for the three ends: any stage can come to each of them. */
const stages = (): Graph => {
  const all = Object.entries(transitions);
  const nodes: Node[] = [
    { id: '(start)', kind: 'start', title: '' },
    ...all.flatMap(([stage, to]): Node[] =>
      to.includes('Identify') ? [] : [{ id: stage, kind: 'step', title: stage }],
    ),
    { id: 'ends', kind: 'bad', title: 'declined, withdrawn or sunset' },
  ];
  const edges = all.flatMap(([from, to]) =>
    isStageEnd(from) ? [] : to.map((one): Edge => (isStageEnd(one) ? ending(from) : moving(from, one))),
  );
  const distinct = edges.filter(
    (edge, index) => edges.findIndex((one) => one.from === edge.from && one.to === edge.to) === index,
  );
  return {
    nodes,
    edges: [{ from: '(start)', to: 'Identify', kind: 'next', label: 'application verified' }, ...distinct],
  };
};

const isStageEnd = (name: string): boolean =>
  Object.entries(transitions).some(([stage, to]) => stage === name && to.includes('Identify'));
const ending = (from: string): Edge => ({ from, to: 'ends', kind: 'error' });
const moving = (from: string, to: string): Edge => {
  const label = because[`${from} ${to}`];
  return { from, to, kind: 'next', ...(label ? { label } : {}) };
};

/** Moves of a deal that lead from one state to another. */
const dealMoves = (): readonly { readonly move: string; readonly from: string; readonly to: string }[] =>
  Object.entries(moves).flatMap(([move, one]) =>
    'to' in one ? one.from.map((from) => ({ move: move.replaceAll('-', ' '), from, to: one.to })) : [],
  );

const dealMovesTable = (): string => {
  const rows = Object.entries(moves).map(([move, one]) => {
    const to = 'to' in one ? one.to : 'stays';
    return `| ${move.replaceAll('-', ' ')} | ${one.from.join(', ')} | ${to} |`;
  });
  return ['| move | from | to |', '|---|---|---|', `| register | | ${BEGINS.join(', ')} |`, ...rows].join('\n');
};

const dealStates = (): Graph => {
  const nodes: Node[] = [
    { id: '(start)', kind: 'start', title: '' },
    ...Object.keys(stateWords).map((state): Node => ({ id: state, kind: 'step', title: state })),
  ];
  const lines = Map.groupBy(dealMoves(), ({ from, to }) => `${from} ${to}`);
  const edges = [...lines.values()].flatMap((all): Edge[] => {
    const [one] = all;
    return one ? [{ from: one.from, to: one.to, kind: 'next', label: all.map(({ move }) => move).join(', ') }] : [];
  });
  return { nodes, edges: [...BEGINS.map((to): Edge => ({ from: '(start)', to, kind: 'next' })), ...edges] };
};
