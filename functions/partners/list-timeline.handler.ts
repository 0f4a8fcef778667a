import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { readTimelinePage } from './timeline/store.ts';

export const handler = http(routes.listTimeline, async ({ params: { partnerId }, query, now }) => {
  if (!(await readProfile(partnerId))) throw notFound('partner');
  const zone = (await readPolicy(now)).policy.calendar.timeZone;
  return { body: await readTimelinePage(partnerId, { reader: 'team', kind: query.kind, zone }, query.cursor) };
});
