import type { Fact, Posting } from '../../ledger/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { daysLater, localMonth } from '../../shared/days.ts';
import type { Tool } from '../reading/neutral.ts';
import type { KeptCommission } from './items.ts';

type Imported = Omit<Fact, 'number'>;

interface Of {
  readonly tool: Tool;
  readonly key: string;
  readonly partnerId: string;
  readonly policy: Policy;
  readonly now: string;
}

/**
 * When an unpaid commission can be paid: what the other tool said, else the end of the review window from the payment
 * on [A12]. What is due over there is due here.
 */
const maturesAt = ({ state, dueAt, occurredAt }: KeptCommission, { policy, now }: Of): string => {
  const { terms, calendar } = policy;
  const told = dueAt ?? (state === 'due' ? occurredAt : daysLater(occurredAt, terms.reviewDays, calendar.timeZone));
  return state === 'due' && told > now ? now : told;
};

/**
 * A past commission as a fact. Only what is still open is posted: paid and void ones are told in `data` and move
 * nothing. An unpaid one is pending until it matures, payable from then on.
 */
export const commissionFact = (row: KeptCommission, of: Of): Imported => {
  const { minor, saleMinor, state, currency, occurredAt, paidAt, sale } = row;
  const { tool, key, partnerId, policy, now } = of;
  const isOpen = state === 'pending' || state === 'due';
  const matures = maturesAt(row, of);
  const account = matures <= now ? 'payable' : 'pending';
  const earnedPeriod = localMonth(occurredAt, policy.calendar.timeZone);
  const postings: Posting[] = isOpen
    ? [
        { account, partnerId, minor, rule: 'imported', sale: sale ?? key, earnedPeriod, maturesAt: matures },
        { account: 'expense', minor: 0 - minor },
      ]
    : [];
  return {
    customer: row.customer,
    kind: 'imported',
    key,
    occurredAt,
    recordedAt: now,
    currency,
    data: {
      what: 'commission',
      tool,
      partnerId,
      state,
      minor,
      ...(saleMinor === undefined ? {} : { saleMinor }),
      ...(paidAt === undefined ? {} : { paidAt }),
    },
    postings,
  };
};

/** A commission whose payment came by itself at the same instant and earned here: told, and nothing is posted. */
export const overtakenFact = (row: KeptCommission, of: Of): Imported => {
  const { data, ...fact } = commissionFact(row, of);
  return { ...fact, data: { ...data, overtaken: true }, postings: [] };
};

/** Whose customer this was in the other tool, and since when: no money. */
export const customerFact = (
  row: { readonly customer: string; readonly since?: string | undefined },
  { tool, key, partnerId, now }: Omit<Of, 'policy'>,
): Imported => ({
  customer: row.customer,
  kind: 'imported',
  key,
  occurredAt: row.since ?? now,
  recordedAt: now,
  data: { what: 'customer', tool, partnerId },
  postings: [],
});
