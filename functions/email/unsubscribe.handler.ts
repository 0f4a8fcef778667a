import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { readToken } from '../shared/link-token.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { routes } from './contract.ts';
import { readPerson, suppress } from './feedback/store.ts';
import { badLinkPage, donePage, PAGE_HEADERS } from './unsubscribe-page.tsx';
import { unsubscribedNews } from './unsubscribing.ts';

/** A repeat, and a person who is gone, get the same answer: what was asked for is so. */
export const handler = http(routes.unsubscribe, async ({ params, now }) => {
  const key = await programKey();
  const personId = readToken(key, 'unsubscribe', params.token);
  if (personId === undefined) {
    return { status: 400, headers: PAGE_HEADERS, body: badLinkPage(settings.programName()) };
  }
  const person = await readPerson(personId);
  if (person?.email !== undefined) {
    const at = now.toISOString();
    const announce = { events: unsubscribedNews(person, at), letters: [] };
    await suppress(addressHash(key, person.email), 'unsubscribedAt', at, announce);
  }
  return { headers: PAGE_HEADERS, body: donePage(settings.programName()) };
});
