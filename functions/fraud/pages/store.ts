import { readProfile } from '../../shared/partner-reader.ts';
import { readPolicy } from '../../shared/policy-reader.ts';
import { notFound } from '../../shared/problem.ts';
import { termsOf } from '../checking.ts';
import { findFlag, heldBy } from '../store.ts';
import { SHOWN, viewOf } from '../viewing.ts';

/** A flag with its partner and terms, and the answer that shows it as it is by then. 404 where there is none. */
export const readFlagPage = async (of: { readonly partnerId: string; readonly flagId: string }, now: Date) => {
  const [flag, profile] = [await findFlag(of.partnerId, of.flagId), await readProfile(of.partnerId)];
  if (!flag || !profile) throw notFound('flag');
  const { version, policy } = await readPolicy(now);
  const terms = termsOf(version, policy);
  const answer = async () => {
    const latest = (await findFlag(of.partnerId, of.flagId)) ?? flag;
    return { body: viewOf(latest, profile.company, await heldBy(latest, SHOWN + 1), terms) };
  };
  return { flag, profile, terms, answer };
};
