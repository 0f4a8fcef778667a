import { newItemsTogether } from '../shared/consumer.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { outboxItem } from './contract.ts';
import { publish } from './store.ts';

/** The way out of the outbox: every EVENT item, once written, goes to the bus; a failure is delivered again. */
export const handler = newItemsTogether(async (items) => {
  const events: ProgramEvent[] = [];
  for (const item of items) {
    const { data, error } = outboxItem.safeParse(item);
    // Those before it go out; it comes again alone, and ends in the dead letters.
    if (!data) return { error, ...(await publish(events)) };
    events.push(data.event);
  }
  return publish(events);
});
