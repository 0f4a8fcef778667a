import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { switchLink } from './store.ts';

/** A closed link still sends visitors on; its clicks do not count. */
export const handler = http(routes.switchLink, async ({ params: { code }, body: { open }, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { partnerId, run } = profile;
  if (!(await switchLink({ code, partnerId, run }, open, now.toISOString()))) throw notFound('link');
  return { body: { code, open } };
});
