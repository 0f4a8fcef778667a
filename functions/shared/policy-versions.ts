import type { PolicyVersion } from '../policy/contract.ts';

/**
 * Of all versions (oldest first, version 1 included) the one in force at an instant; `begunUnder`: for what began under
 * that version and still runs [Z2].
 */
export const versionInForce = (
  versions: readonly PolicyVersion[],
  atIso: string,
  begunUnder?: number,
): PolicyVersion => {
  const concerns = (one: PolicyVersion): boolean =>
    begunUnder === undefined || one.version === begunUnder || (one.version > begunUnder && one.appliesTo === 'all');
  const found = versions.findLast((one) => one.effectiveAt <= atIso && concerns(one)) ?? versions[0];
  if (!found) throw new Error('There is no version of the policy.');
  return found;
};
