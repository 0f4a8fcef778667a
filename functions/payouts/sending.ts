import { localDate } from '../shared/days.ts';
import type { Outcome, Payee, Payout } from './contract.ts';

/** After this long the service refuses an order it gets late, so what it does not know by then was never there. */
const ORDER_VALID_MS = 3_600_000;

/** The order as the payout service gets it. Its id is the payout's key, which never changes. */
export const orderOf = (payout: Payout, payee: Payee, sentAt: string) => ({
  type: 'payout.ordered',
  timestamp: sentAt,
  data: {
    id: payout.providerKey,
    account: payee.rail === 'webhook' ? payee.account : '',
    amountMinor: payout.minor,
    currency: payout.currency,
    reference: `Partner payout ${payout.batchId.slice(0, 7)}`,
    /** Refuse it after that. */
    validUntil: new Date(Date.parse(sentAt) + ORDER_VALID_MS).toISOString(),
  },
});

/** May a look-up that finds nothing be believed? Only once the order is too old to be taken. */
export const isSettledSilence = (sentAt: string, now: string): boolean =>
  Date.parse(now) - Date.parse(sentAt) > ORDER_VALID_MS;

type Said = {
  readonly status: 'accepted' | 'paid' | 'failed';
  readonly on?: string | undefined;
  readonly reason?: string | undefined;
};

/** What the service's answer means for the payout; undefined while it does not say. */
export const outcomeOf = (said: Said | 'unknown' | 'missing', now: string, timeZone: string): Outcome | undefined => {
  const on = localDate(now, timeZone);
  if (said === 'missing') {
    return { result: 'returned', on, reason: 'The payout service never got the order.', source: 'service', by: 'rule' };
  }
  if (said === 'unknown' || said.status === 'accepted') return undefined;
  return {
    result: said.status === 'paid' ? 'paid' : 'returned',
    on: said.on ?? on,
    ...(said.reason ? { reason: said.reason } : {}),
    source: 'service',
    by: 'rule',
  };
};
