import { customerDomain } from '../shared/customer-domain.ts';
import { Problem } from '../shared/problem.ts';
import type { Alias, AliasView } from './contract.ts';
import type { Actor } from './moves.ts';

export const aliasesView = (all: readonly Alias[]): { readonly aliases: AliasView[] } => ({
  aliases: all.map(({ domain, customer, byName, at, note }) => ({ domain, customer, byName, at, note })),
});

const domainIn = (field: string, typed: string): string => {
  const domain = customerDomain(typed);
  if (!domain) throw new Problem(422, 'invalid-input', `${field}: must be a domain like acme.com.`);
  return domain;
};

/** The domain that is meant, and the alias it becomes; without a customer it is none any more. */
export const aliasFrom = (
  body: { readonly domain: string; readonly customer?: string | undefined; readonly note: string },
  { by, byName = '' }: Actor,
  known: readonly Alias[],
  at: string,
): { readonly domain: string; readonly alias: Alias | undefined } => {
  const domain = domainIn('domain', body.domain);
  if (body.customer === undefined) return { domain, alias: undefined };
  const customer = domainIn('customer', body.customer);
  if (customer === domain) throw new Problem(422, 'invalid-input', 'customer: a domain is no alias of itself.');
  // One step only: whom an alias leads to is known by that domain.
  const leads = known.find((one) => one.domain === customer);
  if (leads) {
    throw new Problem(422, 'invalid-input', `customer: ${customer} is an alias itself; use ${leads.customer}.`);
  }
  if (known.some((one) => one.customer === domain)) {
    throw new Problem(422, 'invalid-input', `domain: other domains are aliases of ${domain}; change those first.`);
  }
  return { domain, alias: { type: 'CUSTOMER-ALIAS', domain, customer, by, byName, at, note: body.note } };
};
