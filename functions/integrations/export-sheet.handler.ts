import { csvOf } from '../shared/csv.ts';
import { http } from '../shared/http.ts';
import { opsOnly } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { balancesHeader, balancesRow, commissionRows, commissionsHeader } from './export/lines.ts';
import { gather, walkOf, writePosition } from './export/position.ts';
import { exportBalances, exportFacts } from './export/store.ts';

/** The header stands on the first answer alone, so that the answers together are one file. */
export const handler = http(routes.exportSheet, async ({ query, session }) => {
  opsOnly(session, 'export the program');
  const walk = walkOf(query);
  const isBalances = query.sheet === 'balances';
  const { lines, next } = isBalances
    ? await gather(exportBalances(walk), (page) => csvOf([balancesRow(page)]))
    : await gather(exportFacts(walk), (fact) => csvOf(commissionRows(fact)));
  const header = query.cursor === undefined ? csvOf([isBalances ? balancesHeader : commissionsHeader]) : '';
  return {
    body: header + lines.join(''),
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${query.sheet}.csv"`,
      ...(next ? { 'next-cursor': writePosition(next) } : {}),
    },
  };
});
