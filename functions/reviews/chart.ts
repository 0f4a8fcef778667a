import type { Figure } from './items.ts';
import { quarterText, valueText } from './words.ts';

/** A chart as its bars, the longest filling the width; `share` in thousandths of that. */
export interface Chart {
  readonly name: string;
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    readonly text: string;
    readonly share: number;
    readonly tone: 'now' | 'before' | 'target';
  }[];
}

const FULL = 1_000;
const shareOf = (value: number, most: number): number =>
  most <= 0 ? 0 : Math.round((Math.max(0, value) * FULL) / most);

type Bar = { readonly label: string; readonly value: number; readonly tone: Chart['bars'][number]['tone'] };

const chartOf = (
  name: string,
  title: string,
  bars: readonly Bar[],
  figure: Pick<Figure, 'unit' | 'currency'>,
): Chart => {
  const most = Math.max(...bars.map(({ value }) => value));
  return {
    name,
    title,
    bars: bars.map(({ label, value, tone }) => ({
      label,
      tone,
      text: valueText(value, figure),
      share: shareOf(value, most),
    })),
  };
};

const revenueChart = (figure: Figure, quarter: string, before: string): Chart =>
  chartOf(
    figure.id,
    `Revenue in ${figure.currency}`,
    [
      { label: quarterText(before), value: figure.before ?? 0, tone: 'before' },
      { label: quarterText(quarter), value: figure.value ?? 0, tone: 'now' },
      ...(figure.target === undefined ? [] : [{ label: 'Target', value: figure.target, tone: 'target' } as const]),
    ],
    figure,
  );

const dealsChart = (registered: Figure, won: Figure): Chart =>
  chartOf(
    'deals',
    'Deals',
    [
      { label: 'Registered before', value: registered.before ?? 0, tone: 'before' },
      { label: 'Registered', value: registered.value ?? 0, tone: 'now' },
      { label: 'Won before', value: won.before ?? 0, tone: 'before' },
      { label: 'Won', value: won.value ?? 0, tone: 'now' },
    ],
    won,
  );

const says = ({ value, before = 0, target = 0 }: Figure): boolean => (value ?? 0) > 0 || before > 0 || target > 0;

/** The charts of a package: those that have something to show, two at most. */
export const chartsOf = (figures: readonly Figure[], quarter: string, before: string): readonly Chart[] => {
  const revenue = figures
    .filter(({ id }) => id.startsWith('revenue-'))
    .toSorted((a, b) => (b.target ?? 0) - (a.target ?? 0))[0];
  const [registered, won] = ['registrations', 'deals-won'].map((id) => figures.find((figure) => figure.id === id));
  return [
    ...(revenue && says(revenue) ? [revenueChart(revenue, quarter, before)] : []),
    ...(registered && won && (says(registered) || says(won)) ? [dealsChart(registered, won)] : []),
  ];
};

/** What the chart says, for who does not see it. */
export const altOf = ({ title, bars }: Chart): string =>
  `${title}: ${bars.map(({ label, text }) => `${label} ${text}`).join(', ')}.`;

const TONES = { now: '#14532d', before: '#a9bfb1', target: '#c98a2b' } as const;
const WIDTH = 528;
const LEFT = 150;
const RIGHT = 156;
const TOP = 52;
const ROW = 40;
const BAR = 22;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The chart as SVG, in sizes of a letter; `font` is the family to write in. */
export const svgOf = (chart: Chart, font: string): string => {
  const height = TOP + chart.bars.length * ROW + 12;
  const room = WIDTH - LEFT - RIGHT;
  const text = (x: number, y: number, size: number, words: string, more: string): string =>
    `<text x="${x}" y="${y}" font-family="${escaped(font)}" font-size="${size}" ${more}>${escaped(words)}</text>`;
  const rows = chart.bars.map(({ label, text: words, share, tone }, index) => {
    const y = TOP + index * ROW;
    const length = Math.max(2, Math.round((room * share) / FULL));
    return [
      text(LEFT - 12, y + 16, 14, label, 'text-anchor="end" fill="#55625b"'),
      `<rect x="${LEFT}" y="${y}" width="${length}" height="${BAR}" rx="4" fill="${TONES[tone]}"/>`,
      text(LEFT + length + 10, y + 16, 14, words, 'fill="#16201b"'),
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(altOf(chart))}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(16, 30, 16, chart.title, 'fill="#16201b" font-weight="600"'),
    ...rows,
    '</svg>',
  ].join('');
};
