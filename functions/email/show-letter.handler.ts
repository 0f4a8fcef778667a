import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { previewNow } from './looking/store.ts';
import { readLetter } from './sending/store.ts';

export const handler = http(routes.showLetter, async ({ params, query, now }) => {
  const item = await readLetter(query.key);
  if (item?.order.partnerId !== params.partnerId) throw notFound('letter');
  return { body: await previewNow(item, now) };
});
