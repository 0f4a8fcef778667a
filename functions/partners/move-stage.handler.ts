import { secondsBetween } from '../shared/days.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { moveStageInput } from './contract.ts';
import { checkMove } from './lifecycle.ts';
import { moveOf } from './moving.ts';
import { makeMove } from './store.ts';

/** Moves a partner to a stage that the table allows. Made before, it answers the same and sends nothing. */
export const handler = step(moveStageInput, async ({ partnerId, run, thenAt, ...wanted }, now) => {
  const at = now.toISOString();
  const secondsToThen = thenAt ? secondsBetween(at, thenAt) : 1;
  for (;;) {
    const profile = await readProfile(partnerId);
    if (!profile) throw new InvalidInput(`There is no partner ${partnerId}.`);
    if (checkMove(profile, run, wanted.to) === 'made')
      return { stage: wanted.to, since: profile.stageSince, secondsToThen };
    if ((await makeMove(moveOf(profile, wanted, at))) === 'done') return { stage: wanted.to, since: at, secondsToThen };
  }
});
