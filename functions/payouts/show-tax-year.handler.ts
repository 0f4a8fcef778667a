import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { readForms } from './partners/store.ts';
import { listPayments } from './store.ts';
import { thresholdOf, yearRows } from './tax.ts';

export const handler = http(routes.showTaxYear, async ({ params: { year }, now }) => {
  const { policy } = await readPolicy(now);
  const payments = await listPayments(year);
  const forms = await readForms([...new Set(payments.map(({ partnerId }) => partnerId))]);
  return {
    body: { year, thresholdUsdCents: thresholdOf(year, policy), partners: yearRows(payments, forms, year, policy) },
  };
});
