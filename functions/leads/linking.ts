import type { Deal } from '../deals/contract.ts';
import { plainName } from '../deals/contract.ts';
import { customerDomain } from '../shared/customer-domain.ts';
import { type Change, lastOffer } from './changing.ts';
import type { Lead, LeadPerson } from './contract.ts';
import { isOwned } from './moving.ts';

type Customer = Pick<Deal['customer'], 'name' | 'domain'>;

/** Does this partner work on the lead, and has it no deal yet? */
const waitsForDeal = (lead: Lead, partnerId: string): boolean =>
  isOwned(lead.state) && lead.dealId === undefined && lastOffer(lead)?.partnerId === partnerId;

/** Is it about this customer: by its name, or because who asked has a mailbox there? */
export const isAbout = (lead: Lead, person: LeadPerson | undefined, { name, domain }: Customer): boolean =>
  plainName(lead.company) === plainName(name) || (person !== undefined && customerDomain(person.email) === domain);

/** The lead with its deal; undefined where it has one, or went to somebody else meanwhile. */
export const linked = (lead: Lead, partnerId: string, dealId: string): Change | undefined =>
  waitsForDeal(lead, partnerId)
    ? { lead: { ...lead, dealId, revision: lead.revision + 1 }, letters: [], events: [] }
    : undefined;
