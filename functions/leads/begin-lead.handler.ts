import { readPolicySince } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { standingOf } from './advancing.ts';
import { beginLeadInput } from './contract.ts';
import { readRunInput, takenOver } from './running.ts';
import { change } from './store.ts';

/** First step of the workflow: what was typed, and that one execution looks after the lead. */
export const handler = step(beginLeadInput, async ({ executionId, input }, now) => {
  const { lead: leadId, takeOver } = readRunInput(input);
  const lead = await change(leadId, (found) => takenOver(found, executionId, takeOver === true));
  if (!lead) throw new InvalidInput(`There is no lead ${leadId}.`);
  const { policy } = await readPolicySince(lead.policyVersion, now);
  return standingOf(lead, policy, now.toISOString());
});
