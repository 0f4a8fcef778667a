import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { mismatchedRepeat, notFound } from '../shared/problem.ts';
import { commitmentOf, sameCommitment } from './committing.ts';
import { routes } from './contract.ts';
import { addFact, findCommitment, putCommitment } from './store.ts';

/** A signed term [T5]. The same key again is the same term; with other words it is refused [Z4]. */
export const handler = http(routes.recordCommitment, async ({ params, body, session, now }) => {
  const profile = await readProfile(params.partnerId);
  if (!profile || !session) throw notFound('partner');
  const { commitment, following } = commitmentOf(profile, body, session.personId, now.toISOString());
  const { commitmentId } = commitment;
  if ((await addFact(putCommitment(commitment), following)) === 'refused') {
    const kept = await findCommitment(profile.partnerId, commitmentId);
    if (!kept || !sameCommitment(kept, commitment))
      throw mismatchedRepeat('Another term was recorded under this key. Choose another one.');
  }
  return { body: { commitmentId } };
});
