import { newItems } from '../shared/consumer.ts';
import { outboxItem } from './contract.ts';
import { publish } from './store.ts';

/** The way out of the outbox: every EVENT item, once written, goes to the bus; a failure is delivered again. */
export const handler = newItems(async (item) => publish(outboxItem.parse(item).event));
