import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { tell } from './store.ts';
import { letterOf } from './telling.ts';

/** Who accepts its terms while others are published already is told of them, too [B3]. */
export const handler = busEvent(async ({ partnerId = '' }, now) => {
  const [profile, versions] = [await readProfile(partnerId), await queryPolicyVersions()];
  const at = now.toISOString();
  const letters = versions.flatMap((version, index) => {
    const before = versions[index - 1];
    if (!profile || !before || version.effectiveAt <= at) return [];
    return letterOf(profile, [], { version, before }, at) ?? [];
  });
  if (letters.length > 0) await tell(letters, []);
});
