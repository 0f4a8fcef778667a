import { busEvent } from '../shared/consumer.ts';
import { factData } from '../shared/event.ts';
import { readFacts } from '../shared/partner-reader.ts';
import { journeyFacts } from './milestones.ts';
import { doneBy, missingOf } from './outcome.ts';
import { completeLate, noteFact } from './store.ts';

/** Notes what was done; where the journey had stalled and nothing is missing any more, says so [O6]. */
export const handler = busEvent(async ({ partnerId, run, occurredAt, data }, now) => {
  const { fact } = factData.parse(data);
  if (!partnerId || !run || !journeyFacts.has(fact)) return;
  const journey = await noteFact(partnerId, run, fact, occurredAt);
  if (journey?.outcome !== 'stalled') return;
  const missing = missingOf(journey, doneBy(journey, await readFacts(partnerId, run)));
  if (missing.length === 0) await completeLate(journey, now.toISOString());
});
