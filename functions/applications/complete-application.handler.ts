import { http } from '../shared/http.ts';
import { readPolicySince } from '../shared/policy-reader.ts';
import { conflict } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { statedCriteria } from './facts.ts';
import { completionIsAwaited, readApplicationOfRun, readProfile, write } from './store.ts';
import { completionWrites } from './writes.ts';

export const handler = http(routes.completeApplication, async ({ body, session, now }) => {
  const { partnerId = '', personId = '' } = session ?? {};
  const run = (await readProfile(partnerId))?.run ?? 1;
  const application = await readApplicationOfRun(partnerId, run);
  const nothingAsked = 'Nothing is asked of you just now.';
  if (!application?.facts || !(await completionIsAwaited(partnerId, run))) throw conflict(nothingAsked);
  const { policy } = await readPolicySince(application.policyVersion ?? 1, now);
  const { note, ...stated } = body;
  const facts = { ...application.facts, ...statedCriteria(stated, policy) };
  const changed = Object.keys(stated);
  const at = now.toISOString();
  if (!(await write(completionWrites({ partnerId, run, personId, facts, changed, note, at })))) {
    throw conflict(nothingAsked);
  }
  return { body: { message: 'Thank you. Your application is being looked at again.' } };
});
