import { readProfile } from '../shared/partner-reader.ts';
import { readPolicySince } from '../shared/policy-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { describe, meant } from './certificate.ts';
import { describeCertificate } from './contract.ts';
import { listCertificates } from './store.ts';

export const handler = step(describeCertificate, async ({ partnerId, personId, track }, now) => {
  const profile = await readProfile(partnerId);
  if (!profile) throw new InvalidInput(`There is no partner ${partnerId}.`);
  const { policy } = await readPolicySince(profile.policyVersion, now);
  return describe(meant(await listCertificates(partnerId), { personId, track }), policy, now.toISOString());
});
