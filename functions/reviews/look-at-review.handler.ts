import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { lookedAt, ofReview } from './contract.ts';
import { nextOf, secondsTo } from './next.ts';
import { theReview } from './reviewing.ts';
import { readReview } from './store.ts';
import { changeFact } from './telling.ts';

/** What a review needs now, and how long there is nothing to do. */
export const handler = step(ofReview, async ({ partnerId, run, quarter }, now) => {
  const review = theReview(await readReview(partnerId, quarter), run);
  const at = now.toISOString();
  const then = nextOf(review, (await readPolicy(now)).policy, at);
  return lookedAt.parse({
    next: then.next,
    seconds: secondsTo(then, at),
    fact: changeFact(review, 1),
    step: `quarterly-review/${quarter}/${then.next}`,
  });
});
