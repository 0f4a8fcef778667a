import type { Fact } from '../../ledger/contract.ts';
import { historyOf } from '../history.ts';
import { judgeLead } from '../judging.ts';
import type { Knowledge } from '../knowledge.ts';
import { lineOf } from '../month.ts';
import { standing } from '../settle.ts';
import type { Earned, ReplayedSale, WhatIf } from './items.ts';

interface Found {
  readonly sale: string;
  readonly partnerId: string;
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

/** What the sales and qualified leads of a customer earn under some rules, before bonus and cap of the month. */
const earnedBy = (facts: readonly Fact[], known: Knowledge, months: Months): readonly Found[] => {
  const history = historyOf(facts);
  const rejected = (sale: string, partnerId: string): boolean => history.standing(sale, partnerId).rejected;
  const sales = standing(facts, known).flatMap((one) =>
    one.decision.parts.flatMap((part): Found[] => {
      const { key: sale, occurredAt, currency } = one.payment;
      const { partnerId } = part;
      const line = part.minor === 0 || rejected(sale, partnerId) ? undefined : lineOf(one, part, '', known);
      if (!line || line.returned >= line.gross || !within(line.period, months)) return [];
      const { period, gross, returned, nth, bonus, most, cap } = line;
      const { base, minor } = part;
      const earned = {
        ...{ period, gross, returned, nth, base, minor, bonus, most },
        ...(cap === undefined ? {} : { cap }),
      };
      return [{ sale, partnerId, currency, occurredAt, earned }];
    }),
  );
  const leads = history.leads
    .filter(({ qualified }) => qualified)
    .flatMap((lead) => {
      const { key: sale, currency, parts, earnedPeriod: period } = judgeLead(lead, known);
      const paid = parts.filter(({ partnerId }) => within(period, months) && !rejected(sale, partnerId));
      return paid.map(({ partnerId, minor }): Found => {
        const earned = { ...{ period, gross: 1, returned: 0, nth: 0, base: 0, minor, most: minor } };
        return { sale, partnerId, currency, occurredAt: lead.occurredAt, earned };
      });
    });
  return [...sales, ...leads];
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
  const name = ({ sale, partnerId }: Found): string => `${sale} ${partnerId}`;
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
