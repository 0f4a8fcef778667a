import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { companiesOf, listOpen } from './store.ts';
import { viewOf } from './viewing.ts';

export const handler = http(routes.listFundRequests, async ({ query, now }) => {
  const { requests, cursor } = await listOpen(readCursor(query.cursor));
  const [{ policy }, names] = await Promise.all([
    readPolicy(now),
    companiesOf(requests.map(({ partnerId }) => partnerId)),
  ]);
  const rows = requests.map((one) => ({ ...viewOf(one, policy), company: names.get(one.partnerId) ?? '' }));
  return { body: { requests: rows, cursor } };
});
