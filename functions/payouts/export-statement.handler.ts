import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { statementCsv } from './statement-csv.ts';
import { readStatement } from './statements/store.ts';

export const handler = http(routes.exportStatement, async ({ params, query, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  const { timeZone } = (await readPolicy(now)).policy.calendar;
  const asked = { period: params.period, timeZone, at: now.toISOString(), cursor: query.cursor };
  const statement = profile && (await readStatement(profile, asked));
  if (!statement) throw notFound('statement');
  return {
    body: statementCsv(statement, query.cursor === undefined),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="statement-${params.period}.csv"`,
      ...(statement.next ? { 'next-cursor': statement.next } : {}),
    },
  };
});
