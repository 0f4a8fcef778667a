import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { monthOf } from './calendar.ts';
import { routes } from './contract.ts';
import { closeMonthsSince, listClosed } from './statements/store.ts';

/** Months that may be closed by now and are not yet are closed first. */
export const handler = http(routes.listStatements, async ({ session, now }) => {
  const partnerId = session?.partnerId ?? '';
  const { timeZone } = (await readPolicy(now)).policy.calendar;
  const at = now.toISOString();
  await closeMonthsSince(partnerId, timeZone, at);
  const closed = await listClosed(partnerId);
  const statements = closed.map(({ period, closedAt, sha256 }) => ({ period, closedAt, sha256 }));
  return { body: { open: monthOf(at, timeZone), statements } };
});
