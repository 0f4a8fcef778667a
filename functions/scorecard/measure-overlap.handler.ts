import { readPolicySince } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { measureOverlapInput } from './contract.ts';
import { overlapOf } from './overlap.ts';
import { announceOverlap, readStatement } from './store.ts';

export const handler = step(measureOverlapInput, async ({ partnerId, run }, now) => {
  const { facts, policyVersion } = await readStatement(partnerId, run);
  const { policy } = await readPolicySince(policyVersion, now);
  const stated = facts.icpInputs;
  const measured = {
    overlapBp: stated ? overlapOf(stated, policy.scoring.icp) : null,
    source: stated?.kind ?? 'none',
  };
  await announceOverlap({ partnerId, run, data: measured, at: now.toISOString() });
  return measured;
});
