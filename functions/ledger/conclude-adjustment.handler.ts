import { busEvent } from '../shared/consumer.ts';
import { decisionMade } from '../tasks/contract.ts';
import { closeAdjustment, findAdjustment } from './adjustments/store.ts';
import { approved } from './announcing.ts';

/** What a second person decided on an adjustment, or the rule when nobody did. */
export const handler = busEvent(async ({ data }, now) => {
  const { kind, key, decision } = decisionMade.parse(data);
  if (kind !== 'adjustment') return;
  const asked = await findAdjustment(key ?? '');
  if (!asked) throw new Error(`There is no adjustment ${key}.`);
  const state = decision.outcome === 'approved' ? 'approved' : 'refused';
  const events = state === 'approved' ? [approved(asked, now.toISOString())] : [];
  await closeAdjustment(asked, { state, by: decision.by, at: decision.at }, events);
});
