import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { isOwn } from './looking/preview.ts';
import { previewNow } from './looking/store.ts';
import { readLetter } from './sending/store.ts';

export const handler = http(routes.showOwnLetter, async ({ query, session, now }) => {
  const item = await readLetter(query.key);
  if (!item || !session || !isOwn(item, session)) throw notFound('letter');
  return { body: await previewNow(item, now) };
});
