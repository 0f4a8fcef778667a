import { Graph as Layered, layout } from '@dagrejs/dagre';
import type { Edge, Graph, Node } from './graph.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** `x` and `y`: the top left corner. */
export interface Placed {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly inside: readonly { readonly x: number; readonly y: number; readonly picture: Picture }[];
}
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Placed[];
  readonly edges: readonly { readonly edge: Edge; readonly points: readonly Point[] }[];
}

export const LINE_HEIGHT = 17;
const LETTER_WIDTH = 7.1;
const LONGEST_LINE = 24;
const GROUP_TITLE = 34;
const GROUP_GAP = 22;
const MARGIN = 12;

/** Words in lines of at most 24 characters. */
export const wrap = (text: string): string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > LONGEST_LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

type Sized = Omit<Placed, 'x' | 'y'>;

const sizeOf = (node: Node): Sized => {
  if (node.inside) return groupOf(node, node.inside);
  if (node.kind === 'start') return { node, width: 14, height: 14, lines: [], inside: [] };
  const lines = wrap(node.title);
  const longest = Math.max(...lines.map((line) => line.length));
  const sides = node.kind === 'choice' ? 52 : 36;
  return {
    node,
    width: Math.max(110, Math.ceil(longest * LETTER_WIDTH) + sides),
    height: lines.length * LINE_HEIGHT + 20,
    lines,
    inside: [],
  };
};

const groupOf = (node: Node, graphs: readonly Graph[]): Sized => {
  const pictures = graphs.map(pictureOf);
  let x = GROUP_GAP;
  const inside = pictures.map((picture) => {
    const at = { x, y: GROUP_TITLE, picture };
    x += picture.width + GROUP_GAP;
    return at;
  });
  const height = GROUP_TITLE + Math.max(...pictures.map((picture) => picture.height)) + GROUP_GAP / 2;
  return { node, width: x, height, lines: [node.title], inside };
};

/** Lays a graph out in layers, top to bottom. The same graph gives the same picture. */
export const pictureOf = (graph: Graph): Picture => {
  const layered = new Layered({ multigraph: true });
  layered.setGraph({ rankdir: 'TB', nodesep: 34, edgesep: 18, ranksep: 40 });
  layered.setDefaultEdgeLabel(() => ({}));
  const sized = graph.nodes.map(sizeOf);
  for (const { node, width, height } of sized) layered.setNode(node.id, { width, height });
  graph.edges.forEach((edge, index) => {
    const label = edge.label ? { width: edge.label.length * 6, height: 14, labelpos: 'c' } : {};
    layered.setEdge(edge.from, edge.to, { ...label, weight: edge.kind === 'next' ? 3 : 1 }, String(index));
  });
  layout(layered);
  const nodes = sized.map((one) => {
    const at = layered.node(one.node.id);
    return { ...one, x: (at?.x ?? 0) - one.width / 2, y: (at?.y ?? 0) - one.height / 2 };
  });
  const edges = graph.edges.map((edge, index) => ({
    edge,
    points: layered.edge(edge.from, edge.to, String(index))?.points ?? [],
  }));
  return framed(nodes, edges);
};

/** Moved so that everything lies inside the frame: ways round the outside go beyond what the layout says. */
const framed = (nodes: readonly Placed[], edges: Picture['edges']): Picture => {
  const bends = edges.flatMap(({ points }) => points);
  const left = Math.min(...nodes.map(({ x }) => x), ...bends.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...nodes.map(({ y }) => y), ...bends.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...nodes.map(({ x, width }) => x + width), ...bends.map(({ x }) => x)) + MARGIN;
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height), ...bends.map(({ y }) => y)) + MARGIN;
  const moved = <P extends Point>(at: P): P => ({ ...at, x: round(at.x - left), y: round(at.y - top) });
  return {
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
    nodes: nodes.map(moved),
    edges: edges.map(({ edge, points }) => ({ edge, points: points.map(moved) })),
  };
};

export const round = (value: number): number => Math.round(value * 10) / 10;
