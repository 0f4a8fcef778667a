import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { benefitsOf } from '../tiers/contract.ts';
import { routes } from './contract.ts';
import { closedTo, openDeals, readAgreement, readTermsSince, tierOf } from './partners/store.ts';
import { dealsOf } from './store.ts';
import { ownRow } from './viewing.ts';

export const handler = http(routes.listOwnDeals, async ({ query, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { partnerId, policyVersion } = profile;
  const [page, open, agreement, { terms, policy }] = await Promise.all([
    dealsOf(partnerId, query.before),
    openDeals(partnerId),
    readAgreement(profile),
    readTermsSince(policyVersion, now),
  ]);
  const closed = closedTo(profile, agreement !== undefined);
  return {
    body: {
      deals: page.deals.map((deal) => ownRow(deal, terms, now.toISOString())),
      ...(page.before ? { before: page.before } : {}),
      ...{ open, limit: benefitsOf(tierOf(profile), policy).openDeals },
      ...(closed ? { closed } : {}),
    },
  };
});
