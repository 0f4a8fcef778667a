import type { Fact } from '../../ledger/contract.ts';
import { localMonth } from '../../shared/days.ts';
import { versionInForce } from '../../shared/policy-versions.ts';
import type { Part } from '../contract.ts';
import { flatsOf } from '../dealing.ts';
import { type History, historyOf } from '../history.ts';
import { type Judged, judgeLead } from '../judging.ts';
import type { Knowledge } from '../knowledge.ts';
import { lineOf } from '../month.ts';
import { returnedOf } from '../settle.ts';
import { standing } from '../standing.ts';
import type { Earned, ReplayedSale, WhatIf } from './items.ts';

interface Found {
  readonly sale: string;
  readonly partnerId: string;
  /** `commission`, or what is earned beside it: one sale can bring a partner several. */
  readonly role: string;
  readonly currency: string;
  readonly occurredAt: string;
  readonly earned: Earned;
}

/** Sales replayed for one partner in one currency. */
export interface Replayed {
  readonly partnerId: string;
  readonly currency: string;
  readonly sale: ReplayedSale;
}

type Months = Pick<WhatIf, 'from' | 'to'>;
const within = (period: string, { from, to }: Months): boolean => period >= from && period <= to;

/** What no bonus and no cap of the month concerns. `base`: as much of a payment as is credited to the partner. */
const plain = (period: string, minor: number, base = 0, more = { gross: 1, returned: 0 }): Earned => ({
  ...{ period, ...more, nth: 0, base, minor, most: minor },
});

/** One partner's origination of a payment: parts of one deal are one amount of it. */
const originationOf = (one: Judged, parts: readonly Part[], known: Knowledge): Earned => {
  const { payment, policy } = one;
  const minor = parts.reduce((sum, part) => sum + part.minor, 0);
  const [part] = parts;
  const line = part && minor > 0 ? lineOf(one, part, '', known) : undefined;
  if (!line) {
    const period = localMonth(payment.occurredAt, policy.calendar.timeZone);
    return plain(period, minor, part?.base, { gross: payment.gross, returned: returnedOf(payment, policy) });
  }
  const { period, gross, returned, nth, bonus, most, cap } = line;
  const earned = { ...{ period, gross, returned, nth, base: line.part.base, minor, bonus, most } };
  return { ...earned, ...(cap === undefined ? {} : { cap }) };
};

/** What one payment earns, for whom, in which role. */
const earnedByPayment = (one: Judged, known: Knowledge): readonly Found[] => {
  const { payment, decision, policy } = one;
  const { key: sale, occurredAt, currency, gross } = payment;
  const back = { gross, returned: returnedOf(payment, policy) };
  if (back.returned >= gross) return [];
  const period = localMonth(occurredAt, policy.calendar.timeZone);
  const about = { sale, occurredAt, currency };
  const parts = [...Map.groupBy(decision.parts, ({ partnerId }) => partnerId)];
  return [
    ...parts.map(([partnerId, own]) => ({
      ...{ ...about, partnerId, role: 'commission' },
      earned: originationOf(one, own, known),
    })),
    ...(decision.credits ?? []).map(({ partnerId, rule: role, minor }) => ({
      ...{ ...about, partnerId, role },
      earned: plain(period, minor, 0, back),
    })),
  ];
};

/** What is of no payment: qualified leads, and what a deal earns once. */
const earnedOnce = ({ leads, deals }: History, known: Knowledge): readonly Found[] => [
  ...leads
    .filter(({ qualified }) => qualified)
    .flatMap((lead) => {
      const { key: sale, currency, parts, earnedPeriod } = judgeLead(lead, known);
      const about = { sale, currency, role: 'lead', occurredAt: lead.occurredAt };
      return parts.map(({ partnerId, minor }) => ({ ...about, partnerId, earned: plain(earnedPeriod, minor) }));
    }),
  ...flatsOf(deals, known).map(({ deal, partnerId, rule: role, minor, currency }) => {
    const { calendar } = versionInForce(known.versions, deal.wonAt, deal.policyVersion).document;
    const earned = plain(localMonth(deal.wonAt, calendar.timeZone), minor);
    return { sale: deal.dealId, partnerId, role, currency, occurredAt: deal.wonAt, earned };
  }),
];

/** What a customer's payments, leads and deals earn under some rules, before bonus and cap of the month. */
const earnedBy = (facts: readonly Fact[], known: Knowledge, months: Months): readonly Found[] => {
  const history = historyOf(facts);
  const all = [...standing(facts, known).flatMap((one) => earnedByPayment(one, known)), ...earnedOnce(history, known)];
  return all.filter(
    ({ sale, partnerId, earned }) =>
      within(earned.period, months) &&
      (earned.minor !== 0 || earned.base > 0) &&
      !history.standing(sale, partnerId).rejected,
  );
};

/** What the month's close has set is set anew: it follows from the sales of all customers. */
const isSettled = ({ kind }: Fact): boolean => kind === 'bonus' || kind === 'cap';

/** A customer's history under today's rules and under those of a draft, sale by sale. Pure: nothing is written. */
export const replay = (
  facts: readonly Fact[],
  rules: { readonly today: Knowledge; readonly draft: Knowledge },
  months: Months & { readonly askedAt: string },
): readonly Replayed[] => {
  const history = facts.filter((fact) => !isSettled(fact) && fact.recordedAt <= months.askedAt);
  const name = ({ sale, partnerId, role }: Found): string => `${sale} ${partnerId} ${role}`;
  const [before, after] = [rules.today, rules.draft].map(
    (known) => new Map(earnedBy(history, known, months).map((one) => [name(one), one])),
  );
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  return names.flatMap((one): Replayed[] => {
    const [old, now] = [before?.get(one), after?.get(one)];
    const about = old ?? now;
    if (!about) return [];
    const { partnerId, currency, sale, occurredAt } = about;
    const both = { ...(old ? { before: old.earned } : {}), ...(now ? { after: now.earned } : {}) };
    return [{ partnerId, currency, sale: { sale, occurredAt, ...both } }];
  });
};
