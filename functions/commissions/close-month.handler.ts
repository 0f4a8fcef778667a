import { step } from '../shared/step.ts';
import { closeBook, listBooks } from './closing/store.ts';
import { closeMonthInput } from './contract.ts';

/** Volume bonus and monthly cap in the books of one shard [A9]. */
export const handler = step(closeMonthInput, async ({ shard, periods }, now) => {
  let [books, set] = [0, 0];
  for await (const book of listBooks(shard)) {
    books++;
    for (const period of periods) set += await closeBook(book, period, now);
  }
  return { shard, books, set };
});
