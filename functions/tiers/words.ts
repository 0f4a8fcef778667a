import type { Policy } from '../policy/contract.ts';
import { moneyText } from '../shared/currency.ts';
import { type Benefits, benefitsOf } from './benefits.ts';

const percent = (bp: number): string => `${bp / 100} %`;

interface Row {
  readonly name: string;
  readonly of: (benefits: Benefits) => string;
}

const yes = (has: boolean): string => (has ? 'yes' : 'no');

const rows = (currency: string): readonly Row[] => [
  { name: 'Margin', of: ({ marginBp }) => percent(marginBp) },
  { name: 'Points on registered deals', of: ({ bonuses }) => percent(bonuses.registeredDealBp) },
  { name: 'Open deals at once', of: ({ openDeals }) => String(openDeals) },
  {
    name: 'Market development fund per quarter',
    of: ({ mdfPerQuarterMinor: minor }) => (minor === 0 ? 'none' : moneyText({ minor, currency })),
  },
  {
    name: 'Your part of an activity',
    of: ({ mdfPerQuarterMinor, mdfMatchBp }) => (mdfPerQuarterMinor === 0 ? 'none' : percent(mdfMatchBp)),
  },
  { name: 'Support', of: ({ support }) => support },
  { name: 'Co-selling', of: ({ coSelling }) => yes(coSelling) },
  { name: 'Joint business plan', of: ({ jointBusinessPlan }) => yes(jointBusinessPlan) },
  { name: 'Early access', of: ({ earlyAccess }) => yes(earlyAccess) },
  { name: 'Co-creation', of: ({ coCreation }) => yes(coCreation) },
  { name: 'Library', of: ({ library }) => library.map((shelf) => shelf.replaceAll('-', ' ')).join(', ') },
];

/** Rows of table T for one tier, and what the next one makes of each. Those that say nothing for either are left out. */
export const benefitRows = (
  now: Benefits,
  next: Benefits | undefined,
  currency: string,
): { name: string; now: string; next?: string }[] =>
  rows(currency)
    .map(({ name, of }) => ({ name, now: of(now), ...(next ? { next: of(next) } : {}) }))
    .filter((row) => [row.now, row.next ?? row.now].some((text) => !['no', 'none', '0', '0 %', ''].includes(text)));

/** What changes from one tier to another, a sentence each. */
export const changesBetween = (from: Benefits['tier'], to: Benefits['tier'], policy: Policy): string[] =>
  benefitRows(benefitsOf(from, policy), benefitsOf(to, policy), policy.calendar.reportingCurrency)
    .filter(({ now, next }) => now !== next)
    .map(({ name, now, next }) => `${name}: ${now} becomes ${next}.`);
