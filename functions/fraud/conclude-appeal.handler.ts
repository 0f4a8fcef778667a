import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { decisionMade } from '../tasks/contract.ts';
import { followingMove } from './announcing.ts';
import { flagOfAppeal } from './contract.ts';
import { answered, toldBy } from './flag.ts';
import { findFlag, moveFlag } from './store.ts';

/** What somebody else decided on an appeal, or the rule when nobody did. A repeat finds it answered. */
export const handler = busEvent(async ({ partnerId, data }) => {
  const { kind, key, decision } = decisionMade.parse(data);
  if (kind !== 'appeal' || !partnerId) return;
  const flag = await findFlag(partnerId, flagOfAppeal(key));
  const profile = await readProfile(partnerId);
  if (!flag || !profile) throw new Error(`There is no flag ${key}.`);
  if (flag.appeal?.state !== 'open') return;
  const outcome = decision.outcome === 'reinstated' ? 'reinstated' : 'upheld';
  const next = answered(flag, outcome, decision, decision.reason ?? '', decision.at);
  const move = outcome === 'reinstated' ? 'reinstate' : 'uphold';
  const done = await moveFlag(next, move, toldBy(move), followingMove(next, move, profile, decision.at));
  if (done === 'refused') throw new Error(`Flag ${key} was changed meanwhile.`);
});
