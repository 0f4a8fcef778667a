import { readPolicySince } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { advance, standingOf } from './advancing.ts';
import { carryLeadInput } from './contract.ts';
import { namedBy } from './naming.ts';
import { readCandidates } from './partners/store.ts';
import { change, findLead } from './store.ts';

/** What has happened makes of the lead what it must, and says what comes next. */
export const handler = step(carryLeadInput, async ({ leadId, happened }, now) => {
  const begun = await findLead(leadId);
  if (!begun) throw new InvalidInput(`There is no lead ${leadId}.`);
  const { policy } = await readPolicySince(begun.policyVersion, now);
  const at = now.toISOString();
  const candidates = await readCandidates(namedBy(happened, at));
  const lead = await change(leadId, (found) => advance(found ?? begun, happened, candidates, policy, at));
  return standingOf(lead ?? begun, policy, at);
});
