import * as z from 'zod';
import { saleSignals } from '../../fraud/contract.ts';
import type { Claim } from '../../shared/journal-items.ts';
import { signalsOf } from '../../shared/signals.ts';
import type { Half } from '../stripe/translating.ts';
import type { Sale } from './happening.ts';

/** What is kept of an invoice until its payment is told: of the customer's address a keyed hash [Z5]. */
const keptSale = z.object({
  at: z.string(),
  gross: z.number(),
  tax: z.number(),
  currency: z.string(),
  customer: z.object({ customerId: z.string().optional(), signals: saleSignals.optional() }),
  touches: z.array(z.string()),
  coupon: z.string().optional(),
  country: z.string().optional(),
  product: z.string().optional(),
  subscription: z.string().optional(),
});

const keptOf = (programKey: string, sale: Omit<Sale, 'key'>) => {
  const { customerId, email } = sale.customer;
  return keptSale.parse({ ...sale, customer: { customerId, signals: signalsOf(programKey, { email }) } });
};

export const halfClaim = (programKey: string, half: Half, now: Date): Claim => ({
  kind: 'half',
  key: `${half.invoice}~${half.side}`,
  recordedAt: now.toISOString(),
  body: half.side === 'invoice' ? keptOf(programKey, half.sale) : { payment: half.payment },
});

/** The sale, once both halves are there. */
export const wholeOf = (claims: readonly Claim[]): Sale | undefined => {
  const of = (side: Half['side']) => claims.find(({ key }) => key.endsWith(`~${side}`))?.body;
  const [told, payment] = [of('invoice'), of('payment')?.payment];
  if (!told || typeof payment !== 'string') return undefined;
  const sale = keptSale.parse(told);
  const { gross, currency } = sale;
  return { kind: 'sale', key: payment, same: { gross, currency }, ...sale };
};
