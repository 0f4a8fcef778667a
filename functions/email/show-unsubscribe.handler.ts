import { http } from '../shared/http.ts';
import { readToken } from '../shared/link-token.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { routes } from './contract.ts';
import { badLinkPage, confirmPage, PAGE_HEADERS } from './unsubscribe-page.tsx';

/** Changes nothing: mail scanners follow every link. */
export const handler = http(routes.showUnsubscribe, async ({ params }) => {
  const known = readToken(await programKey(), 'unsubscribe', params.token) !== undefined;
  return known
    ? { headers: PAGE_HEADERS, body: confirmPage(settings.programName()) }
    : { status: 400, headers: PAGE_HEADERS, body: badLinkPage(settings.programName()) };
});
