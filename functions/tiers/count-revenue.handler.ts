import { newBatch } from '../shared/consumer.ts';
import { unpackFact } from '../shared/journal-items.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { assess } from './assessing/store.ts';
import { countFacts } from './revenue/store.ts';

/** Paid list value, partner by partner and quarter by quarter, and the promotions that follow from it [T5, T6]. */
export const handler = newBatch(async (items, now) => {
  const { calendar } = (await readPolicy(now)).policy;
  const { partners } = await countFacts(items.map(unpackFact), calendar.timeZone, now);
  for (const partnerId of partners) await assess(partnerId, now);
});
