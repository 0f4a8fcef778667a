import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { readActions } from './agreed/store.ts';
import { routes } from './contract.ts';
import { readOwners } from './people/store.ts';
import { readReviews } from './store.ts';
import { actionView, rowOf } from './viewing.ts';

export const handler = http(routes.listOwnReviews, async ({ session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile) throw notFound('partner');
  const { partnerId } = profile;
  const [reviews, actions, owners] = await Promise.all([
    readReviews(partnerId),
    readActions(partnerId),
    readOwners(profile),
  ]);
  const { timeZone } = (await readPolicy(now)).policy.calendar;
  const open = actions.filter(({ state }) => state === 'open');
  const views = open.map((action) => actionView(action, owners, timeZone, now.toISOString()));
  return { body: { reviews: reviews.map(rowOf), actions: views } };
});
