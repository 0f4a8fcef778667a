import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { receiptRoutes } from './contract.ts';
import { receiptOf } from './receipt.ts';
import { factsOfSale, withPayout } from './receipts/store.ts';

/** A partner's own part of a sale; a sale of others is as one that does not exist. */
export const handler = http(receiptRoutes.showReceipt, async ({ session, params: { sale }, now }) => {
  const asked = { partnerId: session?.partnerId ?? '', now: now.toISOString() };
  const receipt = receiptOf(await factsOfSale(sale), sale, asked);
  if (!receipt) throw notFound('sale');
  return { body: await withPayout(receipt) };
});
