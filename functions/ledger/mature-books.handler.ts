import { readBooks } from '../shared/journal-reader.ts';
import { step } from '../shared/step.ts';
import { matureBooks } from './contract.ts';
import { matureBook } from './store.ts';

/** Makes payable what has matured in the books of one shard [A12]. Safe to repeat. */
export const handler = step(matureBooks, async ({ shard, before }, now) => {
  const until = before ?? now.toISOString();
  let matured = 0;
  let books = 0;
  for await (const book of readBooks(shard)) {
    books++;
    if ((await matureBook(book, until, now.toISOString())) !== 0) matured++;
  }
  return { shard, books, matured };
});
