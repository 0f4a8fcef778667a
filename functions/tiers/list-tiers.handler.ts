import { programTier } from '../policy/contract.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { holdersOf } from './program/holding.ts';
import { companiesOf, readHolders } from './program/store.ts';
import { readPositions } from './showing/store.ts';
import { byRisk, rowOf } from './viewing.ts';

export const handler = http(routes.listTiers, async ({ query, now }) => {
  const [{ positions, shard }, holders, { policy }] = await Promise.all([
    readPositions(query.shard ?? 0, now),
    readHolders(),
    readPolicy(now),
  ]);
  const companies = await companiesOf([...holders.Strategic, ...holders.Growth]);
  const programTiers = programTier.options.map((tier) => ({
    tier,
    capacity: policy.tiers.capacity[tier],
    holders: holdersOf(holders, tier).map((partnerId) => ({ partnerId, company: companies.get(partnerId) ?? '' })),
  }));
  const standings = positions.map((position) => rowOf(position, now.toISOString())).toSorted(byRisk);
  return { body: { standings, ...(shard === undefined ? {} : { shard }), programTiers } };
});
