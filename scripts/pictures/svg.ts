import type { Edge, Graph, Kind } from './graph.ts';
import { LINE_HEIGHT, type Picture, type Placed, type Point, pictureOf, round } from './layout.ts';

interface Paint {
  readonly fill: string;
  readonly line: string;
  readonly text: string;
}
const paints: Readonly<Record<Kind, Paint>> = {
  start: { fill: '#334155', line: '#334155', text: '#334155' },
  step: { fill: '#eef4ff', line: '#7c9bd6', text: '#1e3a6e' },
  wait: { fill: '#fff6e0', line: '#d9a441', text: '#6b4a05' },
  choice: { fill: '#f3f0ff', line: '#9b8bd4', text: '#43348a' },
  child: { fill: '#e6f7f5', line: '#4fa69b', text: '#0f4f47' },
  group: { fill: '#fafbfc', line: '#b8c2cf', text: '#475569' },
  good: { fill: '#e8f7ec', line: '#5fae78', text: '#17502b' },
  bad: { fill: '#fdecec', line: '#d97b7b', text: '#7c1d1d' },
};
const lines: Readonly<Record<Edge['kind'], { readonly color: string; readonly dash: string }>> = {
  next: { color: '#64748b', dash: '' },
  time: { color: '#c98a1b', dash: ' stroke-dasharray="5 4"' },
  error: { color: '#c25555', dash: ' stroke-dasharray="2 4"' },
};
const words: Readonly<Partial<Record<Kind, string>>> = {
  step: 'step',
  wait: 'waits for people',
  choice: 'choice',
  child: 'starts a workflow',
  good: 'ends well',
  bad: 'fails',
};
const LEGEND_HEIGHT = 44;

/** The whole picture as SVG text, with a legend of the kinds and lines that occur in it. */
export const svgOf = (graph: Graph, title: string, withLegend = true): string => {
  const picture = pictureOf(graph);
  const legend = withLegend ? legendOf(picture) : { width: 0, parts: [] };
  const width = Math.max(picture.width, legend.width) + 24;
  const height = picture.height + 8 + (withLegend ? LEGEND_HEIGHT : 0);
  const marks = Object.entries(lines).map(
    ([kind, { color }]) =>
      `<marker id="to-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0.8 7 4 0 7.2z" fill="${color}"/></marker>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${safe(title)}" font-family="-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="13">`,
    `<title>${safe(title)}</title>`,
    `<defs>${marks.join('')}</defs>`,
    `<rect width="${width}" height="${height}" rx="10" fill="#ffffff"/>`,
    `<g transform="translate(${round((width - picture.width) / 2)} 4)">`,
    ...drawn(picture),
    '</g>',
    `<g transform="translate(20 ${height - LEGEND_HEIGHT + 14})" font-size="12">`,
    ...legend.parts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
};

const drawn = (picture: Picture): string[] => [
  ...picture.nodes.flatMap(nodeSvg),
  ...picture.edges.map(({ edge, points }) => edgeSvg(edge, points)),
];

const nodeSvg = (placed: Placed): string[] => {
  const { node, x, y, width, height, inside } = placed;
  const paint = paints[node.kind];
  if (node.kind === 'start') return [`<circle cx="${x + 7}" cy="${y + 7}" r="7" fill="${paint.fill}"/>`];
  const shape =
    node.kind === 'choice'
      ? `<path d="${hexagon(x, y, width, height)}" fill="${paint.fill}" stroke="${paint.line}" stroke-width="1.3"/>`
      : `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius(node.kind, height)}" fill="${paint.fill}" stroke="${paint.line}" stroke-width="1.3"/>`;
  const inner = inside.flatMap((one) => [
    `<g transform="translate(${round(x + one.x)} ${round(y + one.y)})">`,
    ...drawn(one.picture),
    '</g>',
  ]);
  return [shape, ...textSvg(placed, paint), ...inner];
};

const radius = (kind: Kind, height: number): number =>
  kind === 'good' || kind === 'bad' ? height / 2 : kind === 'group' ? 12 : 7;

const hexagon = (x: number, y: number, w: number, h: number): string =>
  `M${x + 14} ${y}H${round(x + w - 14)}L${round(x + w)} ${round(y + h / 2)}L${round(x + w - 14)} ${round(y + h)}H${x + 14}L${x} ${round(y + h / 2)}Z`;

const textSvg = ({ node, x, y, width, height, lines: text }: Placed, paint: Paint): string[] => {
  if (node.kind === 'group') {
    return [`<text x="${x + 16}" y="${y + 23}" fill="${paint.text}" font-weight="600">${safe(node.title)}</text>`];
  }
  const first = y + height / 2 - ((text.length - 1) * LINE_HEIGHT) / 2 + 4.5;
  return text.map(
    (line, index) =>
      `<text x="${round(x + width / 2)}" y="${round(first + index * LINE_HEIGHT)}" text-anchor="middle" fill="${paint.text}">${safe(line)}</text>`,
  );
};

const edgeSvg = (edge: Edge, points: readonly Point[]): string => {
  const { color, dash } = lines[edge.kind];
  const path = `<path d="${curve(points)}" fill="none" stroke="${color}" stroke-width="1.3"${dash} marker-end="url(#to-${edge.kind})"/>`;
  const middle = points[Math.floor(points.length / 2)];
  if (!edge.label || !middle) return path;
  const half = edge.label.length * 3.1 + 4;
  return `${path}<rect x="${round(middle.x - half)}" y="${middle.y - 9}" width="${round(half * 2)}" height="16" rx="4" fill="#ffffff" fill-opacity="0.9"/><text x="${middle.x}" y="${round(middle.y + 3.5)}" text-anchor="middle" font-size="11" fill="${color}">${safe(edge.label)}</text>`;
};

/** Through the bends of the layout, rounded: each bend is the control point between two middles. */
const curve = (points: readonly Point[]): string => {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  const bends = rest.slice(0, -1).map((bend, index) => {
    const after = rest[index + 1] ?? last;
    const end =
      index === rest.length - 2 ? last : { x: round((bend.x + after.x) / 2), y: round((bend.y + after.y) / 2) };
    return `Q${bend.x} ${bend.y} ${end.x} ${end.y}`;
  });
  return `M${first.x} ${first.y}${bends.length > 0 ? bends.join('') : `L${last.x} ${last.y}`}`;
};

const legendOf = (picture: Picture): { readonly width: number; readonly parts: readonly string[] } => {
  const kinds = new Set(kindsIn(picture));
  const edges = new Set(edgesIn(picture));
  let x = 0;
  const box = Object.entries(words).flatMap(([kind, word]) => {
    const paint = Object.entries(paints).find(([name]) => name === kind)?.[1];
    if (!paint || ![...kinds].some((one) => one === kind)) return [];
    const at = x;
    x += 34 + word.length * 6.6;
    return [
      `<rect x="${round(at)}" y="0" width="16" height="12" rx="3" fill="${paint.fill}" stroke="${paint.line}"/><text x="${round(at + 22)}" y="10.5" fill="#475569">${word}</text>`,
    ];
  });
  const time = edges.has('time')
    ? [
        `<path d="M${round(x)} 6h22" stroke="${lines.time.color}" stroke-width="1.3"${lines.time.dash}/><text x="${round(x + 28)}" y="10.5" fill="#475569">when the time is over</text>`,
      ]
    : [];
  return { width: x + 190, parts: [...box, ...time] };
};

const kindsIn = (picture: Picture): Kind[] =>
  picture.nodes.flatMap((one) => [one.node.kind, ...one.inside.flatMap((inner) => kindsIn(inner.picture))]);
const edgesIn = (picture: Picture): Edge['kind'][] => [
  ...picture.edges.map(({ edge }) => edge.kind),
  ...picture.nodes.flatMap((one) => one.inside.flatMap((inner) => edgesIn(inner.picture))),
];

const safe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
