import { monthsOf } from '../calendar.ts';
import type { Kpi, Measure } from '../items.ts';
import type { Period, Sources } from '../sources.ts';
import { derived, type Measured, notMeasured, summed } from './figure.ts';

/** Which figures a KPI is, where the program computes it. */
const figuresOf = (measure: Exclude<Measure, 'entered'>, currency: string): readonly string[] =>
  ({
    revenue: [`revenue-${currency.toLowerCase()}`],
    'deals-won': ['deals-won'],
    registrations: ['registrations'],
    certified: ['certified-sales', 'certified-technical'],
    'sign-ins': ['sign-ins'],
    training: ['training'],
  })[measure];

const entered = (kpi: Kpi, number: number, { kpiEntries }: Sources, { quarter }: Period): Measured => {
  const about = { id: `kpi-${number}`, title: kpi.name, unit: 'count', target: kpi.target } as const;
  const months = monthsOf(quarter);
  const own = kpiEntries.filter((one) => one.number === number && months.includes(one.month));
  if (own.length === 0) return notMeasured(about, 'nobody has entered a value for this quarter.');
  return summed(
    about,
    own.map(({ month, value, at }) => ({ at, what: `Entered for ${month}`, value })),
  );
};

const computed = (kpi: Kpi, number: number, known: readonly Measured[], { policy }: Period): Measured => {
  const currency = policy.calendar.reportingCurrency;
  const ids = kpi.measure === 'entered' ? [] : figuresOf(kpi.measure, currency);
  const found = known.filter(({ figure }) => ids.includes(figure.id));
  const unit = found[0]?.figure.unit ?? (kpi.measure === 'revenue' ? 'money' : 'count');
  const entries = found.flatMap((one) => one.entries);
  const about = { id: `kpi-${number}`, title: kpi.name, unit, target: kpi.target };
  const value = found.reduce((sum, { figure }) => sum + (figure.value ?? 0), 0);
  return derived({ ...about, ...(unit === 'money' ? { currency } : {}) }, value, entries);
};

/** The agreed KPIs [G2]: computed, entered each month by their owner, or said not to be measured. */
export const kpis = (sources: Sources, period: Period, known: readonly Measured[]): readonly Measured[] =>
  sources.agreed.map((name, index) => {
    const number = index + 1;
    const kpi = sources.kpis.find((one) => one.name === name);
    if (!kpi) {
      const about = { id: `kpi-${number}`, title: name, unit: 'count' } as const;
      return notMeasured(about, 'nobody has set by what it is measured.');
    }
    return kpi.measure === 'entered' ? entered(kpi, number, sources, period) : computed(kpi, number, known, period);
  });
