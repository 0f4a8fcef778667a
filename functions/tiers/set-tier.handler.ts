import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { notFound } from '../shared/problem.ts';
import { decideOn } from './assessing/store.ts';
import { routes } from './contract.ts';
import { byHand } from './overriding.ts';

/** A tier by hand: what a review meeting decided otherwise, with the reason on the record [T6]. */
export const handler = http(routes.setTier, async ({ params, body, session, now }) => {
  const asked = { ...body, by: session?.personId ?? '' };
  const { partnerId } = params;
  if (!(await readProfile(partnerId))) throw notFound('partner');
  await decideOn(partnerId, now, (position) => byHand(position, asked, now.toISOString()));
  return { body: { tier: body.tier } };
});
