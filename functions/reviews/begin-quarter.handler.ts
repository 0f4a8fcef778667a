import { readPolicy } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { beginQuarter } from './contract.ts';
import { getsReview, REVIEWED_STAGES, readQuarterInput } from './inputs.ts';
import { partnersIn, savePage } from './quarters/store.ts';
import { readProgramTiers } from './tiers/store.ts';

const PAGE = 50;

/** Which quarter is meant, and who gets a review of it [T7]: their ids lie in pages, the state carries the pages' numbers. */
export const handler = step(beginQuarter, async ({ input }, now) => {
  const { policy } = await readPolicy(now);
  const quarter = readQuarterInput(input, now.toISOString(), policy);
  const reviewed = new Set<string>();
  for await (const { partners } of partnersIn(REVIEWED_STAGES)) {
    const tiers = await readProgramTiers(partners.map(({ partnerId }) => partnerId));
    for (const profile of partners) {
      if (getsReview(profile, tiers.get(profile.partnerId) ?? 'Ecosystem', policy)) reviewed.add(profile.partnerId);
    }
  }
  const all = [...reviewed];
  const pages = Array.from({ length: Math.ceil(all.length / PAGE) }, (_, page) => page + 1);
  for (const page of pages) await savePage(quarter, page, all.slice((page - 1) * PAGE, page * PAGE));
  return { quarter, partners: all.length, pages: pages.map((page) => ({ page })) };
});
