import { entryTier } from '../policy/contract.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { admitPartnerInput } from './contract.ts';
import { checkMove } from './lifecycle.ts';
import { admissionOf } from './moving.ts';
import { makeMove } from './store.ts';

/** Admits a partner: day 0. Decided by rule at a deadline, it gets the entry tier at most [L11]. */
export const handler = step(admitPartnerInput, async ({ partnerId, run, capped, ...admission }, now) => {
  const at = now.toISOString();
  for (;;) {
    const profile = await readProfile(partnerId);
    if (!profile) throw new InvalidInput(`There is no partner ${partnerId}.`);
    const tier = capped ? entryTier[profile.programType] : admission.tier;
    if (checkMove(profile, run, 'Activate') === 'made')
      return { tier: profile.tier ?? tier, admittedAt: profile.admittedAt ?? at };
    if ((await makeMove(admissionOf(profile, { ...admission, tier }, at))) === 'done') return { tier, admittedAt: at };
  }
});
