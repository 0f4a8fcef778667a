import { busEvent } from '../shared/consumer.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { readTerms } from '../shared/terms-reader.ts';
import { policyPublished, policyTelling } from './contract.ts';
import { partnersOf, tell } from './store.ts';
import { letterOf, nextTelling, toldStages } from './telling.ts';

/** Tells partners of a new version what changes for them, some at a time, each once [B3]. */
export const handler = busEvent(async ({ name, data }, now) => {
  const place =
    name === 'policy-published.v1'
      ? { version: policyPublished.parse(data).version, stage: toldStages[0] ?? '', page: 1, cursor: undefined }
      : policyTelling.parse(data);
  const versions = await queryPolicyVersions();
  const [before, version] = [place.version - 1, place.version].map((n) => versions.find((one) => one.version === n));
  if (!before || !version) throw new Error(`There is no version ${place.version} of the policy.`);
  const { partners, cursor } = await partnersOf(place.stage, place.cursor);
  const terms = await readTerms(partners.map(({ partnerId }) => partnerId));
  const at = now.toISOString();
  const letters = partners.flatMap(
    (one) => letterOf(one, terms.get(one.partnerId) ?? [], { version, before }, at) ?? [],
  );
  await tell(letters, nextTelling(place, cursor, at));
});
