import { moneyText } from '../shared/currency.ts';
import type { Figure } from './items.ts';

/** `12.5 %` of basis points: whole and half per cents as people write them. */
const percent = (bp: number): string => {
  const rest = String(bp % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(bp / 100)}${rest === '' ? '' : `.${rest}`} %`;
};
const minutes = (all: number): string => {
  const [hours, rest] = [Math.floor(all / 60), all % 60];
  return hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
};

/** A value of a figure, for people. */
export const valueText = (value: number, { unit, currency }: Pick<Figure, 'unit' | 'currency'>): string => {
  switch (unit) {
    case 'money':
      return moneyText({ minor: value, currency: currency ?? '' });
    case 'count':
      return String(value);
    case 'basis-points':
      return percent(value);
    case 'days':
      return value === 1 ? '1 day' : `${value} days`;
    case 'minutes':
      return minutes(value);
  }
};

/** What a figure says beside its value: target and the quarter before. */
export const besideText = (figure: Figure): string =>
  [
    figure.target === undefined ? '' : `target ${valueText(figure.target, figure)}`,
    figure.before === undefined ? '' : `quarter before ${valueText(figure.before, figure)}`,
  ]
    .filter(Boolean)
    .join(', ');

/** The figure in one line: `USD 12,000.00 (target USD 25,000.00, quarter before USD 9,000.00)`. */
export const figureText = (figure: Figure): string => {
  if (figure.value === null) return figure.note ?? 'Not measured.';
  const beside = besideText(figure);
  return `${valueText(figure.value, figure)}${beside ? ` (${beside})` : ''}`;
};

const met = { met: 'met', 'met-late': 'met, late', open: 'not met yet', dropped: 'dropped' } as const;
export const metText = (how: keyof typeof met): string => met[how];

/** `Q1 2027` */
export const quarterText = (quarter: string): string => `${quarter.slice(5)} ${quarter.slice(0, 4)}`;
