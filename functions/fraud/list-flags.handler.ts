import { readCursor } from '../shared/cursor.ts';
import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { listFlags } from './store.ts';
import { companiesOf } from './sweep/store.ts';
import { rowOf } from './viewing.ts';

export const handler = http(routes.listFlags, async ({ query }) => {
  const { flags, cursor } = await listFlags(query.which, readCursor(query.cursor));
  const names = await companiesOf(flags.map(({ partnerId }) => partnerId));
  return { body: { flags: flags.map((flag) => rowOf(flag, names.get(flag.partnerId) ?? '')), cursor } };
});
