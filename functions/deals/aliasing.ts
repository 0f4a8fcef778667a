import type { ProgramEvent } from '../shared/event.ts';
import { derivedId } from '../shared/ids.ts';
import { taskRequested } from '../tasks/contract.ts';
import { keyOf } from './announcing.ts';
import type { Alias, CustomerAliasNamed, Deal, Opportunity } from './contract.ts';
import { holds } from './moves.ts';

/** For the money: what was paid from one domain counts for deals under the other. */
export const aliasNamedEvent = ({ at }: Alias, data: CustomerAliasNamed): ProgramEvent => {
  const id = `customer-alias/${data.domainHash}/${at}`;
  return { id, name: 'customer-alias-named.v1', occurredAt: at, recordedAt: at, data };
};

/** Who works on a customer under one of its domains. */
export interface Side {
  readonly domain: string;
  /** The registration that has the customer under this domain. */
  readonly deal: Deal | undefined;
  readonly direct: readonly Opportunity[];
}

const day = (instant: string): string => instant.slice(0, 10);

/** A person settles it: what is exclusive is not taken away by a rule that nobody knew of [D5]. */
const asksAbout = (deal: Deal, other: string, detail: Readonly<Record<string, unknown>>, at: string): ProgramEvent => {
  const { partnerId, run, dealId, customer, company } = deal;
  const about = { customer: customer.name, deal: `${dealId} of ${company}, ${customer.domain}`, ...detail };
  const key = `${keyOf(dealId)}-${other}`;
  return taskRequested({
    ...{ partnerId, run, kind: 'deal-alias', key, at },
    detail: { ...about, page: `/ops/deals/${dealId}` },
  });
};

const isYounger = (one: Deal, other: Deal): boolean =>
  one.registeredAt === other.registeredAt ? one.dealId > other.dealId : one.registeredAt > other.registeredAt;

/** Two partners have the customer, each under another domain: the older registration keeps it, as the table says. */
const ofPartners = (one: Deal, other: Deal, at: string): readonly ProgramEvent[] => {
  if (one.partnerId === other.partnerId) return [];
  const [older, younger] = isYounger(one, other) ? [other, one] : [one, other];
  const { dealId, company, customer, registeredAt, exclusive } = older;
  const until = exclusive ? `, exclusive until ${day(exclusive.until)}` : '';
  const detail = {
    older: `${dealId} of ${company}, ${customer.domain}, registered ${day(registeredAt)}${until}`,
    rule: `Registered first, on ${day(registeredAt)}: the older registration keeps the customer.`,
    olderPage: `/ops/deals/${dealId}`,
  };
  return [asksAbout(younger, keyOf(dealId), detail, at)];
};

/** Our own sales have the customer under the other domain. */
const withDirect = (deal: Deal, { domain, direct }: Side, at: string): readonly ProgramEvent[] => {
  const [oldest] = direct
    .filter(({ state }) => state !== 'lost')
    .toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  if (!oldest) return [];
  const { opportunityId, state, openedAt } = oldest;
  const owner = openedAt < deal.registeredAt ? 'direct owns the customer' : 'the partner owns the customer';
  const detail = {
    opportunity: `${opportunityId}, ${domain}, ${state}, opened ${day(openedAt)}`,
    rule: `Registered on ${day(deal.registeredAt)}, opened on ${day(openedAt)}: ${owner}.`,
  };
  return [asksAbout(deal, derivedId('opportunity', opportunityId).toLowerCase(), detail, at)];
};

/** Two domains are one customer from now on: who works on it under both is named to the deal manager. */
export const meetings = (one: Side, other: Side, at: string): readonly ProgramEvent[] => {
  const held = ({ deal }: Side): Deal | undefined => (deal && holds(deal.state) ? deal : undefined);
  const [first, second] = [held(one), held(other)];
  return [
    ...(first && second ? ofPartners(first, second, at) : []),
    ...(first ? withDirect(first, other, at) : []),
    ...(second ? withDirect(second, one, at) : []),
  ];
};
