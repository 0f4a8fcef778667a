import { http } from '../shared/http.ts';
import { partnerMeant } from '../shared/partner-meant.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { casesIn, withPartners } from './cases.ts';
import { routes } from './contract.ts';
import { saveCases } from './measuring/store.ts';

/** Takes escalated support cases as CSV, each once. From then on they count as measured. */
export const handler = http(routes.takeSupportCases, async ({ body, now }) => {
  const { timeZone } = (await readPolicy(now)).policy.calendar;
  const rows = casesIn(body.content, timeZone);
  const partners = new Map<string, string | undefined>();
  for (const partner of new Set(rows.map((row) => row.partner))) partners.set(partner, await partnerMeant(partner));
  const cases = withPartners(rows, partners);
  const taken = await saveCases(cases, now.toISOString());
  return { body: { taken, known: cases.length - taken } };
});
