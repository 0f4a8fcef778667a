import { NO_BALANCES } from '../shared/book.ts';
import { http } from '../shared/http.ts';
import { derivedId } from '../shared/ids.ts';
import { readLastPage } from '../shared/journal-reader.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { propose, refuseNotOwed } from './adjusting.ts';
import { addAdjustment, findAdjustment } from './adjustments/store.ts';
import { followingOf, sameAsAsked, viewOf } from './announcing.ts';
import { routes } from './contract.ts';

/** A change of a balance by a person; above the limit it waits for a second one [A14]. */
export const handler = http(routes.adjustBalance, async ({ params: { partnerId }, body, session, now }) => {
  const profile = await readProfile(partnerId);
  if (!profile || !session) throw notFound('partner');
  const { key, ...asked } = body;
  const adjustmentId = derivedId(await programKey(), 'adjustment', partnerId, key).toLowerCase();
  const earlier = await findAdjustment(adjustmentId);
  if (earlier) return { body: viewOf(sameAsAsked(earlier, asked)) };
  const last = await readLastPage(partnerId, asked.currency);
  refuseNotOwed(asked, last?.balances ?? NO_BALANCES);
  const { policy } = await readPolicy(now);
  const proposed = propose({ adjustmentId, ...asked }, profile, session.personId, policy, now.toISOString());
  await addAdjustment(proposed, followingOf(proposed));
  return { body: viewOf(sameAsAsked((await findAdjustment(adjustmentId)) ?? proposed, asked)) };
});
