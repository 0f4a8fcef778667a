import { newBatch } from '../shared/consumer.ts';
import { localMonth } from '../shared/days.ts';
import { unpackFact } from '../shared/journal-items.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { tellChannelSales } from './channel/store.ts';
import { linesByBook } from './keeping.ts';
import { keepLines } from './store.ts';

/** Every new fact that posts money, into the books of the partners that it concerns; and word of what channel partners sold. */
export const handler = newBatch(async (items, now) => {
  const { calendar } = (await readPolicy(now)).policy;
  const facts = items.map(unpackFact);
  const books = linesByBook(facts, (at) => localMonth(at, calendar.timeZone));
  for (const book of books) await keepLines(book, now.toISOString());
  await tellChannelSales(facts, now);
});
