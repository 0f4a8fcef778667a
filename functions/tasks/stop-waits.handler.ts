import { stopData } from '../partners/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { log } from '../shared/log.ts';
import { tell } from './answering.ts';
import { closeWait, keepFact, readWaits } from './store.ts';
import { stopCause } from './waiting.ts';

/** The partner has left: keeps that as a fact, then ends everything that waits in this run. */
export const handler = busEvent(async ({ partnerId, run, occurredAt, data }) => {
  if (!partnerId || !run) return log.warn('EVENT_SKIPPED', { because: 'a stop of no partner' });
  const stop = stopData.parse(data);
  const fact = { type: 'FACT', partnerId, run, fact: 'stopped', by: stop.by, at: occurredAt, detail: stop } as const;
  const kept = await keepFact(fact);
  for (const wait of await readWaits(partnerId, run)) {
    await tell(wait.token, { kind: 'stopped', cause: stopCause(stopData.parse(kept.detail)) });
    await closeWait(wait);
  }
});
