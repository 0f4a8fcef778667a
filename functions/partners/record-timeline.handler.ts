import { busEvent } from '../shared/consumer.ts';
import { addToTimeline } from './store.ts';
import { entryOf } from './telling.ts';

/** Everything that is announced about a partner is kept on its timeline, once per event. */
export const handler = busEvent(async (event) => {
  if (event.partnerId) await addToTimeline(entryOf(event, event.partnerId));
});
