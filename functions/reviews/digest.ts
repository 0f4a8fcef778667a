import type { LetterOrder } from '../email/contract.ts';
import type { Page } from '../ledger/contract.ts';
import type { Profile } from '../partners/contract.ts';
import type { PartnerTier, Policy } from '../policy/contract.ts';
import { localDate, localMonth } from '../shared/days.ts';
import { moneyText } from '../shared/money.ts';
import { dayWords, type TierMeasured } from '../tiers/contract.ts';
import { nthBusinessDay } from './calendar.ts';
import { nextTier, requirementsNow } from './next-tier.ts';
import type { Period, ReviewedDeal } from './sources.ts';

/** The month whose digest is due on a day: the one before, from some business day on; undefined before that. */
export const digestMonth = (day: string, { calendar, reviews }: Period['policy']): string | undefined => {
  if (nthBusinessDay(day, calendar) < reviews.digestOnBusinessDay) return undefined;
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
};

/** Of a month before somebody was a partner there is nothing to tell. */
export const wasPartnerIn = ({ admittedAt }: Profile, month: string, { calendar }: Policy): boolean =>
  admittedAt === undefined || localMonth(admittedAt, calendar.timeZone) <= month;

interface Book {
  readonly currency: string;
  readonly pages: readonly Page[];
}

/** A channel partner beside its money: what it has registered, and what room tiers judges it by. */
export interface Channel {
  readonly deals: readonly ReviewedDeal[];
  readonly standing: TierMeasured;
}

export interface Line {
  readonly title: string;
  readonly text: string;
}

const MOST_LINES = 12;
const LONGEST = 300;

const earnedIn = ({ currency, pages }: Book, month: string): string | undefined => {
  const lines = pages
    .flatMap((page) => page.lines)
    .filter((one) => one.earnedPeriod === month && one.fact !== undefined);
  if (lines.length === 0) return undefined;
  const minor = lines.reduce((sum, one) => sum + one.minor, 0);
  const sales = new Set(lines.map(({ sale }) => sale)).size;
  return `${moneyText({ minor, currency })} with ${sales} ${sales === 1 ? 'sale' : 'sales'}`;
};

const moneyOf = (book: Book, month: string): readonly Line[] => {
  const earned = earnedIn(book, month);
  const balances = book.pages.at(-1)?.balances;
  const open = [
    ['Payable', balances?.payable ?? 0],
    ['In the review window', balances?.pending ?? 0],
  ] as const;
  return [
    ...(earned ? [{ title: 'Earned', text: earned }] : []),
    ...open.flatMap(([title, minor]) =>
      minor === 0 ? [] : [{ title, text: moneyText({ minor, currency: book.currency }) }],
    ),
  ];
};

const dealsOf = (deals: Channel['deals'], month: string, timeZone: string): string => {
  const inMonth = (at: string | undefined): boolean => at !== undefined && localMonth(at, timeZone) === month;
  const registered = deals.filter(({ registeredAt }) => inMonth(registeredAt)).length;
  const ended = (phase: string): number => deals.filter((one) => one.phase === phase && inMonth(one.closedAt)).length;
  const open = deals.filter(({ phase }) => phase === 'open').length;
  return `${registered} registered, ${ended('won')} won, ${ended('lost')} lost; ${open} open now`;
};

const tierLine = (tier: PartnerTier, standing: TierMeasured, policy: Policy, now: string): string => {
  const next = nextTier(tier);
  if (!next) return tier;
  const missing = requirementsNow(next, standing, policy, now).flatMap((one) => one.missing ?? []);
  return missing.length === 0 ? `${tier}; ${next} is in reach` : `${tier}. For ${next}: ${missing.join('; ')}`;
};

const certificatesOf = ({ certificates }: TierMeasured, policy: Policy, now: string): string => {
  const valid = certificates.filter(({ state, expiresOn }) => state === 'current' && now < expiresOn);
  const [first] = valid.map(({ expiresOn }) => localDate(expiresOn, policy.calendar.timeZone)).toSorted();
  return first ? `${valid.length} valid, the first until ${dayWords(first)}` : 'none valid: deals cannot be registered';
};

/** What a month says to a partner without a review [T7]: never nothing. */
export const digestLines = (
  { tier, targetTier }: Pick<Profile, 'tier' | 'targetTier'>,
  books: readonly Book[],
  channel: Channel | undefined,
  { month, policy, now }: { readonly month: string; readonly policy: Policy; readonly now: string },
): readonly Line[] => {
  const money = books.flatMap((book) => moneyOf(book, month));
  const lines = channel
    ? [
        { title: 'Deals', text: dealsOf(channel.deals, month, policy.calendar.timeZone) },
        { title: 'Tier', text: tierLine(tier ?? targetTier, channel.standing, policy, now) },
        { title: 'Certificates', text: certificatesOf(channel.standing, policy, now) },
        ...money,
      ]
    : money.some(({ title }) => title === 'Earned')
      ? money
      : [{ title: 'Earned', text: 'Nothing this month' }, ...money];
  return lines.slice(0, MOST_LINES).map(({ title, text }) => ({ title, text: shortened(text) }));
};

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** At most one letter for a partner's run and month, however often it is ordered. */
export const digestLetter = (
  { partnerId, run, personId, programType }: Profile,
  month: string,
  lines: readonly Line[],
  at: string,
): LetterOrder => ({
  key: `${partnerId}/${run}/digest/${month}`,
  letter: 'monthly-digest',
  to: { personId },
  partnerId,
  run,
  orderedAt: at,
  data: { month, lines: [...lines], ...(programType === 'channel' ? { about: 'deals' } : {}) },
});
