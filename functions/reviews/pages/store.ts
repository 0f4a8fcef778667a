import type { Profile } from '../../partners/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { readFacts, readProfile } from '../../shared/partner-reader.ts';
import { readPolicy } from '../../shared/policy-reader.ts';
import { notFound } from '../../shared/problem.ts';
import { readActions } from '../agreed/store.ts';
import { kpisAgreed, kpisView } from '../agreeing.ts';
import type { Review } from '../items.ts';
import { readKpiEntries, readKpis } from '../measuring/store.ts';
import { readPackage } from '../packages/store.ts';
import { readOwners } from '../people/store.ts';
import { theReview } from '../reviewing.ts';
import type { KpisView } from '../routes.ts';
import { readReview } from '../store.ts';
import type { Page } from '../viewing.ts';

interface Known extends Page {
  readonly profile: Profile;
  readonly policy: Policy;
}

/** A review as pages show it; 404 where there is none. */
export const readReviewPage = async (partnerId: string, quarter: string, now: Date): Promise<Known> => {
  const [found, profile] = await Promise.all([readReview(partnerId, quarter), readProfile(partnerId)]);
  const review = theReview(found);
  if (!profile) throw notFound('review');
  return { ...(await around(review, profile)), profile, policy: (await readPolicy(now)).policy };
};

/** What belongs to a review, as of this instant. */
export const around = async (review: Review, profile: Profile): Promise<Page> => {
  const { partnerId, quarter, packageVersion: version } = review;
  const [made, actions, owners] = await Promise.all([
    readPackage({ partnerId, quarter, version }),
    readActions(partnerId, quarter),
    readOwners(profile),
  ]);
  return { review, made, actions, owners };
};

/** All that is known of a partner's KPIs. */
export const readKpiPage = async (partnerId: string) => {
  const profile = await readProfile(partnerId);
  if (!profile) throw notFound('partner');
  const { run } = profile;
  const [facts, kpis, entries, owners] = await Promise.all([
    readFacts(partnerId, run),
    readKpis(partnerId, run),
    readKpiEntries(partnerId, run),
    readOwners(profile),
  ]);
  const agreed = kpisAgreed(facts);
  return { profile, agreed, kpis, owners, view: kpisView(agreed, kpis, entries, owners) };
};

/** The KPIs as they are after a change. */
export const kpisNow = async (partnerId: string): Promise<KpisView> => (await readKpiPage(partnerId)).view;
