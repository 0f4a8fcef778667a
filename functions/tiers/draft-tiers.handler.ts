import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { readPositions } from './showing/store.ts';
import { drafted } from './viewing.ts';

/** Who would move under another table of tiers. Reads alone: this function has no right to write. */
export const handler = http(routes.draftTiers, async ({ body, now }) => {
  const { policy } = await readPolicy(now);
  const draft = { ...policy, tiers: { ...policy.tiers, channel: body.channel } };
  const { positions, shard } = await readPositions(body.shard, now);
  const moves = positions.flatMap((position) => drafted(position, draft, now.toISOString()));
  return { body: { moves, partners: positions.length, ...(shard === undefined ? {} : { shard }) } };
});
