import { http } from '../shared/http.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { raiseReport } from './acting/store.ts';
import { termsOf } from './checking.ts';
import { routes } from './contract.ts';
import { readFlagPage } from './pages/store.ts';
import { reported } from './reporting.ts';

/** A person has seen something: holds what the partner has earned and is not payable yet. The same report again, on the same day, is the same flag. */
export const handler = http(routes.raiseFlag, async ({ params: { partnerId }, body, session, now }) => {
  const profile = await readProfile(partnerId);
  if (!profile || !session) throw notFound('partner');
  const { version, policy } = await readPolicy(now);
  const actor = { by: session.personId, byName: session.name };
  const flag = reported(body, profile, actor, termsOf(version, policy), await programKey(), now.toISOString());
  await raiseReport(flag, profile);
  return (await readFlagPage({ partnerId, flagId: flag.flagId }, now)).answer();
});
