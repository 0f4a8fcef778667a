import { busEvent } from '../shared/consumer.ts';
import { factData } from '../shared/event.ts';
import { log } from '../shared/log.ts';
import { tell } from './answering.ts';
import { closeWait, keepFact, readWaits } from './store.ts';
import { endsWait, outputOf } from './waiting.ts';

/** Keeps the fact (the first of its name counts), then tells every execution that waits for it. */
export const handler = busEvent(async ({ partnerId, run, occurredAt, data }, now) => {
  if (!partnerId || !run) return log.warn('EVENT_SKIPPED', { because: 'a fact of no partner' });
  const { fact: name, by, detail } = factData.parse(data);
  const fact = await keepFact({ type: 'FACT', partnerId, run, fact: name, by, at: occurredAt, detail });
  for (const wait of await readWaits(partnerId, run)) {
    if (!endsWait(wait, fact)) continue;
    await tell(wait.token, { kind: 'answered', output: outputOf(fact, wait.thenAt, now.toISOString()) });
    await closeWait(wait);
  }
});
