import type { SaleSignals } from '../../fraud/contract.ts';
import { Problem } from '../../shared/problem.ts';
import type { DealWonTold, Incoming } from '../contract.ts';

/** Who bought, as far as it was told. */
export interface Named {
  readonly customerId?: string | undefined;
  readonly email?: string | undefined;
  readonly domain?: string | undefined;
  readonly paymentFingerprint?: string | undefined;
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  /** What of it was hashed already, because it had to be kept. */
  readonly signals?: SaleSignals | undefined;
}

/** What may have led to it. */
interface Led {
  /** Click references. */
  readonly touches: readonly string[];
  readonly coupon?: string | undefined;
  readonly dealId?: string | undefined;
}

interface Happened<K extends string> {
  readonly kind: K;
  readonly key: string;
  /** When it happened, in UTC. */
  readonly at: string;
  /** What a repeat must agree in; else it is another thing under the same key [Z4]. */
  readonly same: unknown;
}

export interface Sale extends Happened<'sale'>, Led {
  readonly gross: number;
  readonly tax: number;
  readonly currency: string;
  readonly customer: Named;
  readonly product?: string | undefined;
  readonly country?: string | undefined;
  readonly subscription?: string | undefined;
}
export interface Lead extends Happened<'lead'>, Led {
  readonly customer: Named;
  readonly qualified: boolean;
  readonly phone?: 'passed' | 'failed' | undefined;
  readonly country?: string | undefined;
}
/** Part of a sale that came back, or that came to us again (`chargeback-won`). */
export interface Return extends Happened<'refund' | 'chargeback' | 'chargeback-won'> {
  readonly sale: string;
  readonly minor: number;
  readonly currency: string;
}
export interface SubscriptionChange extends Happened<'subscription'> {
  readonly customer: Named;
  readonly state: 'renewed' | 'cancelled';
}
/** A deal that somebody outside says is won. */
export interface DealWon extends Happened<'deal-won'> {
  readonly customer: { readonly customerId?: string | undefined; readonly domain: string };
  readonly contract: Pick<DealWonTold, 'termYears' | 'invoicing'>;
}
/** A visitor's click, told by the customer's own server. */
export interface ClickReported extends Happened<'click'> {
  readonly customer: Named;
}
/** What came in, the same for every way in. */
export type Happening = Sale | Lead | Return | SubscriptionChange | DealWon | ClickReported;

const HOUR_MS = 3_600_000;

/** An instant in UTC; refused where it lies ahead by more than two clocks can differ. */
export const instantOf = (told: string, now: Date): string => {
  const at = new Date(told);
  if (at.getTime() > now.getTime() + HOUR_MS) {
    throw new Problem(422, 'invalid-input', 'timestamp: lies in the future; tell what happened when it has happened.');
  }
  return at.toISOString();
};

type Of<T extends Incoming['type']> = Extract<Incoming, { type: T }>;

const namedIn = (data: Named): Named => {
  const { customerId, email, domain, paymentFingerprint, ip, userAgent } = data;
  return { customerId, email, domain, paymentFingerprint, ip, userAgent };
};

const saleIn = ({ data }: Of<'sale'>, at: string): Sale => {
  const { saleId, amountMinor, taxMinor, currency, touches, coupon, dealId, product, country, subscriptionId } = data;
  return {
    ...{ kind: 'sale', key: saleId, at, same: { ...data, at }, gross: amountMinor, tax: taxMinor, currency },
    ...{ customer: namedIn(data), touches, coupon, dealId, product, country, subscription: subscriptionId },
  };
};

const leadIn = ({ data }: Of<'lead'>, at: string): Lead => {
  const { leadId, touches, coupon, qualified, phone, country } = data;
  return {
    ...{ kind: 'lead', key: leadId, at, same: { ...data, at }, customer: namedIn(data) },
    ...{ touches, coupon, qualified, phone, country },
  };
};

/** Key of what came back of a sale: it lies right behind its sale. */
export const returnKey = (sale: string, own: string): string => `${sale}~${own}`;

const refundIn = ({ data }: Of<'refund'>, at: string): Return => {
  const { refundId, saleId: sale, amountMinor: minor, currency } = data;
  return { kind: 'refund', key: returnKey(sale, refundId), at, same: { minor, currency }, sale, minor, currency };
};

/** A dispute that is lost is the one that was opened: the money stays away. */
const chargebackIn = ({ data }: Of<'chargeback'>, at: string): Return => {
  const { chargebackId, saleId: sale, amountMinor: minor, currency, state } = data;
  const kind = state === 'won' ? 'chargeback-won' : 'chargeback';
  return { kind, key: returnKey(sale, chargebackId), at, same: { minor, currency }, sale, minor, currency };
};

const subscriptionIn = ({ data }: Of<'subscription'>, at: string): SubscriptionChange => {
  const { subscriptionId, customerId, state } = data;
  return {
    kind: 'subscription',
    key: `${subscriptionId}~${state}~${at}`,
    at,
    same: {},
    customer: { customerId },
    state,
  };
};

/** The deal, and each payment that is told with it as a sale of the same customer [D7]. */
const dealIn = ({ data }: Of<'deal.won'>, at: string, now: Date): readonly Happening[] => {
  const { dealId, customerId, domain, payments, ...contract } = data;
  const customer = { customerId, domain };
  const sales = payments.map(({ saleId, amountMinor, taxMinor, currency, paidAt }): Sale => {
    const same = { amountMinor, taxMinor, currency, dealId, paidAt };
    return {
      ...{ kind: 'sale', key: saleId, at: instantOf(paidAt, now), same, gross: amountMinor, tax: taxMinor, currency },
      ...{ customer, touches: [], dealId },
    };
  });
  return [{ kind: 'deal-won', key: dealId, at, same: { ...customer, ...contract }, customer, contract }, ...sales];
};

/** What an event of `POST /api/events` tells. */
export const happeningsIn = (event: Incoming, now: Date): readonly Happening[] => {
  const at = instantOf(event.timestamp, now);
  switch (event.type) {
    case 'click':
      return [{ kind: 'click', key: event.data.touch, at, same: {}, customer: namedIn(event.data) }];
    case 'lead':
      return [leadIn(event, at)];
    case 'sale':
      return [saleIn(event, at)];
    case 'refund':
      return [refundIn(event, at)];
    case 'chargeback':
      return [chargebackIn(event, at)];
    case 'subscription':
      return [subscriptionIn(event, at)];
    case 'deal.won':
      return dealIn(event, at, now);
  }
};
