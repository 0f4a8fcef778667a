import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { receiptRoutes } from './contract.ts';
import { receiptOf } from './receipt.ts';
import { factsOfSale, withPayout } from './receipts/store.ts';

export const handler = http(receiptRoutes.showSale, async ({ params: { sale }, now }) => {
  const receipt = receiptOf(await factsOfSale(sale), sale, { now: now.toISOString() });
  if (!receipt) throw notFound('sale');
  return { body: await withPayout(receipt) };
});
