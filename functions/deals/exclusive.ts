import type { DealRules } from '../policy/contract.ts';
import { daysLater } from '../shared/days.ts';
import { conflict } from '../shared/problem.ts';
import type { Deal } from './contract.ts';
import { type Actor, moved, RULE } from './moves.ts';

interface Terms {
  readonly rules: DealRules;
  readonly timeZone: string;
}

export const exclusiveUntil = (from: string, { rules, timeZone }: Terms): string =>
  daysLater(from, rules.exclusivity.days, timeZone);

type Standing = Pick<Deal, 'exclusive' | 'lastUpdateAt' | 'silence'>;

/** Everything that is still to come of an approved deal, by when it is due [D4]. */
const steps = ({ exclusive, lastUpdateAt, silence }: Standing, { rules, timeZone }: Terms) => {
  if (!exclusive || !lastUpdateAt) return [];
  const { remindAfterDays, warnAfterDays, expireAfterDays } = rules.silence;
  const silent = (days: number): string => daysLater(lastUpdateAt, days, timeZone);
  const end = exclusive.until;
  const before = daysLater(end, -rules.exclusivity.remindBeforeDays, timeZone);
  return [
    { at: end, step: 'end' as const },
    { at: silent(expireAfterDays), step: 'silent' as const },
    ...(silence === 'none' ? [{ at: silent(remindAfterDays), step: 'remind' as const }] : []),
    ...(silence !== 'warned' ? [{ at: silent(warnAfterDays), step: 'warn' as const }] : []),
    ...(exclusive.told ? [] : [{ at: before, step: 'tell' as const }]),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

export const nextOfApproved = (deal: Standing, terms: Terms): string | undefined => steps(deal, terms)[0]?.at;

/** What will happen by itself, for whoever looks at the deal. */
export const comingOf = (deal: Standing, terms: Terms): readonly { at: string; says: string }[] => {
  const says = {
    end: 'the exclusivity ends, and the customer is free.',
    silent: `it expires: ${terms.rules.silence.expireAfterDays} days without an update of yours.`,
    warn: 'you are warned, unless you have updated it by then.',
    remind: 'you are reminded to update it.',
    tell: 'you are told that the exclusivity ends soon.',
  } as const;
  return steps(deal, terms).map(({ at, step }) => ({ at, says: says[step] }));
};

const withNext = (deal: Deal, change: Partial<Deal>, terms: Terms): Partial<Deal> => ({
  ...change,
  nextAt: nextOfApproved({ ...deal, ...change }, terms),
});

/** What the partner says of how it goes on: silence counts anew [D4]. */
export const updated = (
  deal: Deal,
  body: { readonly note: string; readonly arr?: Deal['arr'] | undefined; readonly closeOn?: string | undefined },
  actor: Actor,
  terms: Terms,
  now: string,
): Deal => {
  const { note, arr, closeOn } = body;
  const change = { lastUpdateAt: now, silence: 'none' as const };
  return moved(deal, 'update', actor, now, {
    ...withNext(deal, change, terms),
    ...(arr ? { arr } : {}),
    ...(closeOn ? { closeOn } : {}),
    note,
  });
};

/** The one extension, if it is asked for before the end [D4]. It counts as news, too. */
export const extended = (deal: Deal, reason: string, actor: Actor, terms: Terms, now: string): Deal => {
  const { exclusive } = deal;
  if (deal.state !== 'approved' || !exclusive) throw conflict('Only an approved deal can be extended.');
  if (exclusive.extended) throw conflict(`It was extended already, until ${exclusive.until}. There is one extension.`);
  if (exclusive.until <= now) throw conflict(`The exclusivity ended at ${exclusive.until}.`);
  const until = daysLater(exclusive.until, terms.rules.exclusivity.extensionDays, terms.timeZone);
  const change = {
    exclusive: { ...exclusive, until, extended: true, told: false },
    ...{ lastUpdateAt: now, silence: 'none' as const },
  };
  return moved(deal, 'extend', actor, now, { ...withNext(deal, change, terms), note: reason });
};

/** What is due on an approved deal: told, reminded, warned, expired [D4]. One step at a time. */
export const chaseApproved = (deal: Deal, terms: Terms, now: string): Deal | undefined => {
  const { exclusive } = deal;
  if (deal.state !== 'approved' || !exclusive) return undefined;
  const due = steps(deal, terms).filter(({ at }) => at <= now);
  const is = (step: string): boolean => due.some((one) => one.step === step);
  if (is('end')) return expired(deal, RULE, 'The exclusivity is over, and the customer is free again.', now);
  if (is('silent')) {
    const { expireAfterDays } = terms.rules.silence;
    return expired(deal, RULE, `No update of yours for ${expireAfterDays} days: the customer is free again.`, now);
  }
  if (is('warn')) return moved(deal, 'warn-silent', RULE, now, withNext(deal, { silence: 'warned' }, terms));
  if (is('remind')) return moved(deal, 'remind-silent', RULE, now, withNext(deal, { silence: 'reminded' }, terms));
  if (is('tell')) {
    return moved(deal, 'tell-end', RULE, now, withNext(deal, { exclusive: { ...exclusive, told: true } }, terms));
  }
  return undefined;
};

/** Over, without having been won. */
export const expired = (deal: Deal, actor: Actor, reason: string, now: string): Deal =>
  ended(deal, 'expire', actor, reason, now);

export const ended = (
  deal: Deal,
  move: 'expire' | 'lose' | 'withdraw',
  actor: Actor,
  reason: string,
  now: string,
): Deal =>
  moved(deal, move, actor, now, { ended: { at: now, reason }, nextAt: undefined, review: undefined, note: reason });
