import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { due } from '../shared/keys.ts';
import { Problem } from '../shared/problem.ts';
import { routes, stage } from './contract.ts';
import { partnersInStage } from './store.ts';
import { PAGE, rowOf } from './viewing.ts';

/** One stage, or all of them one after the other; a page may be short where a stage ends. */
export const handler = http(routes.listPartners, async ({ query }) => {
  const from = readCursor(query.cursor);
  const begun = from && stage.options.find((one) => due.partnersInStage(one) === from.GSI1PK);
  if (from && (!begun || (query.stage && query.stage !== begun))) {
    throw new Problem(400, 'malformed-cursor', 'This cursor belongs to another list. Start again without it.');
  }
  const stages = query.stage ? [query.stage] : stage.options.slice(begun ? stage.options.indexOf(begun) : 0);
  const rows = [];
  for (const one of stages) {
    const page = await partnersInStage(one, one === begun ? from : undefined, PAGE - rows.length);
    rows.push(...page.partners.map(rowOf));
    if (page.cursor) return { body: { partners: rows, cursor: page.cursor } };
    if (rows.length >= PAGE) break;
  }
  return { body: { partners: rows, cursor: undefined } };
});
