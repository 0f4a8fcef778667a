export { type Benefits, benefitsOf, rankOf } from './benefits.ts';
export { programTierSet, type TierDecided, tierDecided, tierNoticed } from './events.ts';
export {
  type ProgramTierItem,
  programTierItem,
  type Quarter,
  quarter,
  type RevenueItem,
  revenueItem,
} from './items.ts';
export type { DraftOutcome, StandingRow, TierView } from './views.ts';

import { surveyRoutes } from './surveys/routes.ts';
import { tierRoutes } from './views.ts';

export const routes = { ...tierRoutes, ...surveyRoutes } as const;
