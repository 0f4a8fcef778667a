import { http } from '../shared/http.ts';
import { opsOnly } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { gather, walkOf, writePosition } from './export/position.ts';
import { exportOf } from './export/store.ts';

export const handler = http(routes.exportData, async ({ query, session }) => {
  opsOnly(session, 'export the program');
  const { lines, next } = await gather(exportOf(query.part, walkOf(query)), (item) => `${JSON.stringify(item)}\n`);
  return {
    body: lines.join(''),
    headers: { 'content-type': 'application/x-ndjson', ...(next ? { 'next-cursor': writePosition(next) } : {}) },
  };
});
