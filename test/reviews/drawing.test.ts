import { expect, test } from 'vitest';
import { chartsOf, svgOf } from '../../functions/reviews/chart.ts';
import { PICTURE_FONT, pngOf } from '../../functions/reviews/drawing.ts';
import type { Figure } from '../../functions/reviews/items.ts';

const figure = (change: Partial<Figure>): Figure => ({
  id: 'revenue-usd',
  title: 'Revenue',
  unit: 'money',
  currency: 'USD',
  value: 1_850_000,
  before: 1_200_000,
  target: 2_500_000,
  entries: 3,
  ...change,
});

test('a chart is a picture with words in it, the same bytes each time', async () => {
  const [chart] = chartsOf([figure({})], '2027-Q1', '2026-Q4');
  if (!chart) throw new Error('no chart');
  const svg = svgOf(chart, PICTURE_FONT);
  const png = await pngOf(svg);
  expect(Buffer.from(png.subarray(0, 4)).toString('latin1')).toBe('\x89PNG');
  expect(Buffer.from(await pngOf(svg)).equals(Buffer.from(png))).toBe(true);
  const mute = await pngOf(svg.replaceAll(/<text.*?<\/text>/g, ''));
  expect(png.length - mute.length).toBeGreaterThan(3_000);
});
