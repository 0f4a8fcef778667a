import { quarterBefore } from './calendar.ts';
import { altOf, type Chart, chartsOf, svgOf } from './chart.ts';
import type { Measured } from './figures/figure.ts';
import type { Package, Review } from './items.ts';
import { agendaOf, commitmentsOf, figuresOf, tierStatusOf } from './packaging.ts';
import type { Period, Sources } from './sources.ts';

export interface Made {
  readonly package: Package;
  readonly measured: readonly Measured[];
  /** Pictures to draw, by the id that letters name them by. */
  readonly drawings: readonly { readonly picture: string; readonly svg: string }[];
}

const pictureOf = ({ partnerId, quarter }: Review, version: number, { name }: Chart): string =>
  `review/${partnerId}/${quarter}/${version}/${name}`;

/** The data package of a review [G3], all of it; `font` is what its pictures are written in. */
export const make = (review: Review, sources: Sources, period: Period, font: string, now: string): Made => {
  const { partnerId, quarter } = review;
  const version = review.packageVersion + 1;
  const measured = figuresOf(sources, period);
  const figures = measured.map(({ figure }) => figure);
  const commitments = commitmentsOf(sources, period);
  const charts = chartsOf(figures, quarter, quarterBefore(quarter)).map((chart) => ({
    chart,
    picture: pictureOf(review, version, chart),
  }));
  return {
    package: {
      ...{ type: 'REVIEW-PACKAGE', partnerId, quarter, version, madeAt: now },
      ...{ figures, commitments: [...commitments], tier: tierStatusOf(sources, period, now) },
      agenda: [...agendaOf(sources, period, measured, commitments)],
      charts: charts.map(({ chart, picture }) => ({ name: chart.name, alt: altOf(chart), picture })),
    },
    measured,
    drawings: charts.map(({ chart, picture }) => ({ picture, svg: svgOf(chart, font) })),
  };
};
