import { localMonth } from '../shared/days.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { receiptRoutes } from './contract.ts';
import { earningsOf } from './earnings.ts';
import { pagesOfMonth } from './receipts/store.ts';

export const handler = http(receiptRoutes.listEarnings, async ({ session, query, now }) => {
  const { calendar } = (await readPolicy(now)).policy;
  const period = query.period ?? localMonth(now.toISOString(), calendar.timeZone);
  return { body: earningsOf(await pagesOfMonth(session?.partnerId ?? '', period), period) };
});
