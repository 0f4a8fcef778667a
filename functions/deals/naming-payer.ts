import type { ProgramEvent } from '../shared/event.ts';
import { conflict } from '../shared/problem.ts';
import type { Deal, DealCustomerNamed, PaysAs } from './contract.ts';
import { type Actor, moved } from './moves.ts';

/** A won deal whose payments earn something: of a conflict, what is owed. */
export const takesPayers = ({ state, owner, credits }: Pick<Deal, 'state' | 'owner' | 'credits'>): boolean =>
  state === 'won' && (!owner || credits.length > 0);

const isKnown = ({ won, paysAs = [] }: Deal, customerId: string): boolean =>
  won?.customerId === customerId || paysAs.some((one) => one.customerId === customerId);

/** As many accounts as a customer may pay from. */
const MOST = 20;

/**
 * A person says that payments of a customer id are those of a won deal [D7], for good. One that the deal knows already
 * changes nothing.
 */
export const customerNamed = (
  deal: Deal,
  { customerId, because }: Pick<PaysAs, 'customerId' | 'because'>,
  { by, byName }: Actor,
  now: string,
): Deal | undefined => {
  if (isKnown(deal, customerId)) return undefined;
  if (deal.state === 'won' && !takesPayers(deal)) throw conflict('No payment earns anything on this deal.');
  if (deal.state === 'approved')
    throw conflict('This deal is not won yet. Name the customer id when you record the win.');
  const paysAs = deal.paysAs ?? [];
  if (paysAs.length >= MOST) throw conflict(`A deal has ${MOST} customer ids at most.`);
  const item: PaysAs = { customerId, because, by, at: now, ...(byName ? { byName } : {}) };
  return moved(deal, 'name-customer', { by, byName }, now, {
    paysAs: [...paysAs, item],
    note: `${customerId}: ${because}`,
  });
};

/** What room commissions settles by: the customer's payments, earlier and later, with the deal. */
export const customerNamedEvent = ({ dealId, partnerId, run, customer, paysAs = [] }: Deal): ProgramEvent => {
  const last = paysAs.at(-1);
  if (!last) throw new Error(`No customer id was named for deal ${dealId}.`);
  const { customerId, because, at } = last;
  const data: DealCustomerNamed = { dealId, customer: customer.name, customerId, because };
  return {
    id: `deal/${dealId}/customer/${paysAs.length}`,
    name: 'deal-customer-named.v1',
    ...{ occurredAt: at, recordedAt: at, partnerId, run },
    data,
  };
};
