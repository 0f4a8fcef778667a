import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { settings } from '../shared/settings.ts';
import { routes } from './contract.ts';
import { PRINTED_LINES, statementPdf } from './pdf.ts';
import { readWholeStatement } from './statements/store.ts';

export const handler = http(routes.printStatement, async ({ params, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  const { timeZone } = (await readPolicy(now)).policy.calendar;
  const asked = { period: params.period, timeZone, at: now.toISOString() };
  const statement = profile && (await readWholeStatement(profile, asked, PRINTED_LINES));
  if (!statement) throw notFound('statement');
  const pdf = await statementPdf(statement, settings.programName(), timeZone);
  const headers = {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="statement-${params.period}.pdf"`,
  };
  return { base64: true, body: Buffer.from(pdf).toString('base64'), headers };
});
