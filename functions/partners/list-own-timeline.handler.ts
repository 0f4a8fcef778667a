import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { readTimelinePage } from './timeline/store.ts';

/** What concerns the team alone is left out, or told in other words. */
export const handler = http(routes.listOwnTimeline, async ({ query, session, now }) => {
  const zone = (await readPolicy(now)).policy.calendar.timeZone;
  const asked = { reader: 'partner', kind: query.kind, zone } as const;
  return { body: await readTimelinePage(session?.partnerId ?? '', asked, query.cursor) };
});
