import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { routes } from './contract.ts';
import { statementPdf } from './pdf.ts';
import { readStatement } from './statements/store.ts';

export const handler = http(routes.printStatement, async ({ params, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  const { timeZone } = (await readPolicy(now)).policy.calendar;
  const statement = profile && (await readStatement(profile, params.period, timeZone, now.toISOString()));
  if (!statement) throw notFound('statement');
  const pdf = await statementPdf(statement, settings.programName(), timeZone);
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="statement-${params.period}.pdf"`,
  };
  return { base64: true, body: Buffer.from(pdf).toString('base64'), headers };
});
