import type { Fact } from '../ledger/contract.ts';
import { shareOf } from '../shared/money.ts';
import type { Decision, Part } from './contract.ts';
import { credited, dealOf } from './dealing.ts';
import { historyOf } from './history.ts';
import { type Judged, judge } from './judging.ts';
import type { Knowledge } from './knowledge.ts';
import { atMost } from './plan.ts';

/** A fact that can change who led to a payment: another payment, a lead, a deal, or whose customer it was elsewhere. */
const changesAttribution = ({ kind, occurredAt }: Fact, { payment }: Judged): boolean =>
  kind === 'deal-won' || (['sale', 'lead', 'imported'].includes(kind) && occurredAt <= payment.occurredAt);

const earns = ({ decision }: Judged): boolean =>
  decision.model === 'deal' || decision.parts.some(({ minor }) => minor > 0);

const nameOf = ({ partnerId, rule }: Part): string => `${partnerId} ${rule}`;

/** A decision that stands, with what a deal that was told too late for it earns beside it: of what the limit leaves. */
const withLateDeal = (then: Judged, facts: readonly Fact[], known: Knowledge): Judged => {
  const { payment, decision, policy } = then;
  const deal = dealOf(payment, historyOf(facts).deals);
  if (!deal || deal.dealId === decision.deal) return then;
  const has = new Set((decision.credits ?? []).map(nameOf));
  const earned = [...decision.parts, ...(decision.credits ?? [])].reduce((sum, { minor }) => sum + minor, 0);
  const room = shareOf(payment.data.net, policy.earning.mostOfPaymentBp) - earned;
  const late = atMost(
    credited(deal, payment, known).filter((one) => !has.has(nameOf(one))),
    room,
  );
  const lost: Decision['lost'] = deal.origination ? [{ touch: deal.dealId, why: 'told-late' }] : [];
  const credits = [...(decision.credits ?? []), ...late];
  return {
    ...then,
    decision: {
      ...{ ...decision, deal: decision.deal ?? deal.dealId, lost: [...decision.lost, ...lost] },
      ...(credits.length > 0 ? { credits } : {}),
    },
  };
};

/**
 * The decision on a payment whose commission has matured stays as it was when it matured: facts that came later, and
 * would change who led to it, do not. A deal that was told later takes nothing from who has earned; where nobody has, it
 * counts.
 */
const asMatured = (one: Judged, facts: readonly Fact[], known: Knowledge): Judged => {
  const own = facts.findIndex(({ kind, key }) => kind === 'sale' && key === one.payment.key);
  const late = new Set(
    facts.filter((fact, index) => index > own && fact.recordedAt >= one.maturesAt && changesAttribution(fact, one)),
  );
  if (late.size === 0) return one;
  const without = (wanted: (fact: Fact) => boolean): Judged => {
    const then = facts.filter((fact) => !late.has(fact) || !wanted(fact));
    return judge(historyOf(then), known).find(({ payment }) => payment.key === one.payment.key) ?? one;
  };
  const then = without(() => true);
  if ([...late].every(({ kind }) => kind !== 'deal-won')) return then;
  return earns(then) ? withLateDeal(then, facts, known) : without(({ kind }) => kind !== 'deal-won');
};

/** All payments with the decisions that stand after these facts, in the order in which the payments happened. */
export const standing = (facts: readonly Fact[], known: Knowledge): readonly Judged[] =>
  judge(historyOf(facts), known).map((one) => asMatured(one, facts, known));
