import { at, withDays } from '../dates.ts';

/** How a name and its unit are read: basis points as percent, millipoints as points. */
const units: readonly (readonly [RegExp, (value: number) => string])[] = [
  [/Bp$/, (value) => `${value / 100} %`],
  [/Millipoints$/, (value) => `${value / 1000} of 5`],
];

const words = (name: string): string =>
  name
    .replace(/(Bp|Millipoints)$/, '')
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
const isInstant = (value: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);

const shown = (value: unknown): string => {
  if (typeof value === 'string') return isInstant(value) ? at(value) : withDays(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (value && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${words(name)} ${shown(part)}`)
      .join(', ');
  }
  return value === null || value === undefined ? '–' : String(value);
};

const withUnit = (name: string, value: unknown): string => {
  const unit = units.find(([pattern]) => pattern.test(name));
  return unit && typeof value === 'number' ? unit[1](value) : shown(value);
};

/** What is known, as names and values. */
export const Details = ({ of }: { of: Readonly<Record<string, unknown>> }) => {
  const rows = Object.entries(of).filter(([, value]) => value !== undefined);
  if (rows.length === 0) return <p class="soft">Nothing more.</p>;
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <>
          <dt key={name}>{words(name)}</dt>
          <dd key={`${name}-value`}>{withUnit(name, value)}</dd>
        </>
      ))}
    </dl>
  );
};
