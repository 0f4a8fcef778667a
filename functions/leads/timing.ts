import type { Policy } from '../policy/contract.ts';
import { businessDaysLater, daysLater, secondsBetween } from '../shared/days.ts';
import { lastOffer } from './changing.ts';
import type { Lead } from './contract.ts';
import { isOwned } from './moving.ts';

type Rules = Pick<Policy, 'leads' | 'calendar'>;

/** Until when a partner can accept what it is offered now [D8]. */
export const acceptBy = (at: string, { leads, calendar }: Rules): string =>
  businessDaysLater(at, leads.accept.withinBusinessDays, calendar);

/** When the partner whose turn it is gets reminded, and when its time is over. */
const moments = (lead: Lead, { leads, calendar }: Rules): { reminders: readonly string[]; end: string } | undefined => {
  const offer = lastOffer(lead);
  if (lead.state === 'offered' && offer) {
    const remindAt = businessDaysLater(offer.at, leads.accept.remindAfterBusinessDays, calendar);
    return { reminders: [remindAt], end: offer.by };
  }
  if (!isOwned(lead.state) || !lead.toldAt) return undefined;
  const { remindEveryDays, closesAfterDays } = leads.outcome;
  const { toldAt } = lead;
  const many = Math.ceil(closesAfterDays / remindEveryDays) - 1;
  return {
    reminders: Array.from({ length: many }, (_, nth) =>
      daysLater(toldAt, remindEveryDays * (nth + 1), calendar.timeZone),
    ),
    end: daysLater(toldAt, closesAfterDays, calendar.timeZone),
  };
};

/** The wait for the partner: how many reminders are past, and how long to the next one, or to the end. */
export const waitOf = (
  lead: Lead,
  policy: Rules,
  now: string,
): { readonly past: number; readonly seconds: number; readonly end: string } | undefined => {
  const known = moments(lead, policy);
  if (!known) return undefined;
  const next = known.reminders.find((at) => at > now) ?? known.end;
  return { past: known.reminders.filter((at) => at <= now).length, seconds: secondsBetween(now, next), end: known.end };
};

/** How long ops have for a lead that nobody is left for. */
export const unassignedSeconds = (now: string, { leads, calendar }: Rules): number =>
  secondsBetween(now, businessDaysLater(now, leads.unassignedBusinessDays, calendar));
